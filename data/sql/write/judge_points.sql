-- The suspect points judged by all records of their sources.
CREATE OR REPLACE TEMP TABLE judged AS
WITH address AS (
    SELECT w.source, w.lon, w.lat, w.address, s.most, s.was_default, sum(w.rows) AS rows
    FROM watched AS w JOIN suspect AS s ON s.source = w.source AND s.lon = w.lon AND s.lat = w.lat
    GROUP BY ALL
    HAVING sum(w.rows) > 0
)
SELECT
    source, lon, lat,
    sum(rows) > most AND count(address) + coalesce(sum(rows) FILTER (WHERE address IS NULL), 0) >= $addresses
        AND NOT EXISTS (
            FROM trusted_point AS t WHERE abs(t.lon - address.lon) < 1e-5 AND abs(t.lat - address.lat) < 1e-5
        ) AS is_default,
    was_default
FROM address
GROUP BY source, lon, lat, most, was_default
