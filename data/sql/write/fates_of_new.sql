-- Every staged record is new.
CREATE OR REPLACE TEMP TABLE fate AS
SELECT position, call, id, false AS tie, 'stored' AS fate, true AS final FROM staged
