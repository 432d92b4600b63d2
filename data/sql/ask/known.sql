-- How many of the staged records are stored already, in whatever state.
SELECT count(*) AS known FROM staged WHERE id IN (SELECT id FROM appeal)
