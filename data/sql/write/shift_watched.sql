-- By how many records watched points and their addresses grow and shrink with what is stored now.
INSERT INTO watched
WITH point AS (SELECT DISTINCT source, lon, lat FROM watched),
moved AS (
    SELECT s.source, s.lon, s.lat, s.settlement, s.street, s.house, 1 AS sign
    FROM staged AS s JOIN point AS p ON p.source = s.source AND p.lon = s.lon AND p.lat = s.lat
    WHERE s.by_point_precision IS NOT NULL
    UNION ALL
    SELECT k.source, k.lon, k.lat, k.settlement, k.street, k.house, -1 AS sign
    FROM known AS k JOIN point AS p ON p.source = k.source AND p.lon = k.lon AND p.lat = k.lat
    WHERE k.by_point_precision IS NOT NULL AND k.id IN (SELECT id FROM staged)
)
SELECT
    source, lon, lat,
    CASE WHEN coalesce(street, house) IS NOT NULL THEN lower(concat_ws(' ', settlement, street, house)) END AS address,
    sum(sign)::BIGINT AS rows
FROM moved
GROUP BY ALL
HAVING sum(sign) <> 0
