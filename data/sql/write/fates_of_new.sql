-- Every staged record is new.
CREATE OR REPLACE TEMP TABLE fate AS
SELECT id, NULL::UBIGINT AS old_cell, NULL::UBIGINT AS old_problem, false AS tie, 'stored' AS fate FROM staged
