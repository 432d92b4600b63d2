-- By how many located records sources grow and shrink with what is stored now.
INSERT INTO located
SELECT source, sum(sign)::BIGINT AS rows
FROM (
    SELECT source, 1 AS sign FROM staged WHERE by_point_precision IS NOT NULL
    UNION ALL
    SELECT source, -1 AS sign FROM known WHERE by_point_precision IS NOT NULL AND id IN (SELECT id FROM staged)
)
GROUP BY source
HAVING sum(sign) <> 0
