-- Suspect points not watched yet are counted exactly, once; where there is none, no record is looked at.
INSERT INTO watched
SELECT
    a.source, a.lon, a.lat,
    CASE WHEN coalesce(a.street, a.house) IS NOT NULL
        THEN lower(concat_ws(' ', a.settlement, a.street, a.house)) END AS address,
    count(*)
FROM appeal AS a JOIN suspect AS s ON a.source = s.source AND a.lon = s.lon AND a.lat = s.lat
WHERE a.by_point_precision IS NOT NULL AND NOT EXISTS (
    FROM watched AS w WHERE w.source = s.source AND w.lon = s.lon AND w.lat = s.lat
)
GROUP BY a.source, a.lon, a.lat, address
