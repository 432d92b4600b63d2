-- What becomes of each staged record, every one of another appeal: new, a later (or differing) state, or nothing new.
-- `final` marks what the store then holds, `problem` is its label: one that repeats nothing is its own problem.
CREATE OR REPLACE TEMP TABLE fate AS
SELECT
    s.position, s.call, s.id,
    coalesce(s.version = k.version, false) AS tie,
    CASE
        WHEN k.id IS NULL THEN 'stored'
        WHEN s.version > k.version OR d.position IS NOT NULL THEN 'updated'
        ELSE 'duplicate'
    END AS fate,
    fate <> 'duplicate' AS final,
    CASE WHEN s.repeat_id IS NULL THEN s.id ELSE coalesce(k.problem, s.id) END AS problem
FROM staged AS s LEFT JOIN known AS k ON k.id = s.id LEFT JOIN differing AS d ON d.position = s.position
