-- Every appeal of the chains that the changed records belong to, belonged to or now point at.
WITH changed AS (
    SELECT s.id, s.repeat_id, f.old_problem
    FROM staged AS s JOIN fate AS f ON f.id = s.id
    WHERE f.fate <> 'duplicate' AND (s.repeat_id IS NOT NULL OR f.old_problem <> s.id)
),
label AS (
    SELECT id AS problem FROM changed
    UNION SELECT repeat_id FROM changed
    UNION SELECT old_problem FROM changed
    UNION SELECT a.problem FROM appeal AS a WHERE a.id IN (SELECT repeat_id FROM changed)
)
SELECT id, repeat_id, problem FROM appeal
WHERE problem IN (SELECT problem FROM label) AND EXISTS (FROM changed)
