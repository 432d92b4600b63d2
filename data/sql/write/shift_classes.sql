-- By how many records classes of points grow and shrink with what is stored now.
INSERT INTO point_class
SELECT class, sum(sign)::BIGINT AS rows
FROM (
    SELECT (hash(source, lon, lat) % 4194304)::INTEGER AS class, 1 AS sign
    FROM staged WHERE by_point_precision IS NOT NULL
    UNION ALL
    SELECT (hash(source, lon, lat) % 4194304)::INTEGER AS class, -1 AS sign
    FROM known WHERE by_point_precision IS NOT NULL AND id IN (SELECT id FROM staged)
)
GROUP BY class
HAVING sum(sign) <> 0
