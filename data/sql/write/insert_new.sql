-- One that repeats nothing is its own problem; the others keep their label until the chains are followed.
INSERT INTO appeal BY NAME
SELECT s.* EXCLUDE (position, call) REPLACE (
    CASE WHEN s.repeat_id IS NULL THEN s.id ELSE coalesce(k.problem, s.id) END AS problem
)
FROM staged AS s JOIN fate AS f ON f.position = s.position LEFT JOIN known AS k ON k.id = s.id
WHERE f.final
