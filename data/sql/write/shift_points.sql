-- By how many records points and addresses grow and shrink with what is stored now.
CREATE OR REPLACE TEMP TABLE shift AS
WITH moved AS (
    SELECT s.source, s.lon, s.lat, s.settlement, s.street, s.house, 1 AS sign
    FROM staged AS s WHERE s.by_point_precision IS NOT NULL
    UNION ALL
    SELECT source, lon, lat, settlement, street, house, -1 AS sign
    FROM known
    WHERE by_point_precision IS NOT NULL AND id IN (SELECT id FROM staged)
)
SELECT
    source, lon, lat,
    CASE WHEN coalesce(street, house) IS NOT NULL THEN lower(concat_ws(' ', settlement, street, house)) END AS address,
    sum(sign)::BIGINT AS rows
FROM moved
GROUP BY ALL
HAVING sum(sign) <> 0
