-- Where the staged records and those they repeat lie in the store: the one look through all identities.
CREATE OR REPLACE TEMP TABLE found AS
SELECT a.rowid AS spot FROM appeal AS a
WHERE a.id IN (SELECT id FROM staged UNION ALL SELECT repeat_id FROM staged WHERE repeat_id IS NOT NULL)
