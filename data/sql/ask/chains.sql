-- Every appeal of the chains that the changed records belong to, belonged to or now point at, but for those that repeat
-- nothing: these are their own problem already.
WITH changed AS (
    SELECT s.id, s.repeat_id, k.problem AS old_problem
    FROM staged AS s LEFT JOIN known AS k ON k.id = s.id
    WHERE s.repeat_id IS NOT NULL OR k.problem <> s.id
),
label AS (
    SELECT id AS problem FROM changed
    UNION SELECT repeat_id FROM changed
    UNION SELECT old_problem FROM changed
    UNION SELECT problem FROM known WHERE id IN (SELECT repeat_id FROM changed)
)
SELECT rowid AS spot, id, repeat_id, problem FROM appeal
WHERE repeat_id IS NOT NULL AND problem IN (SELECT problem FROM label)
