-- Points of this call, and known default points of its sources, judged by all rows of the source.
CREATE OR REPLACE TEMP TABLE judged AS
WITH located AS (
    SELECT source, count(*) AS rows FROM appeal
    WHERE by_point_precision IS NOT NULL AND source IN (SELECT source FROM staged) GROUP BY source
),
suspect AS (
    SELECT DISTINCT source, lon, lat FROM staged WHERE by_point_precision IS NOT NULL
    UNION
    SELECT source, lon, lat FROM default_point WHERE source IN (SELECT source FROM staged)
),
counted AS (
    SELECT
        a.source, a.lon, a.lat, count(*) AS rows,
        count(DISTINCT lower(concat_ws(' ', a.settlement, a.street, a.house)))
            FILTER (WHERE coalesce(a.street, a.house) IS NOT NULL)
        + count(*) FILTER (WHERE coalesce(a.street, a.house) IS NULL) AS addresses
    FROM appeal AS a JOIN suspect AS s ON a.source = s.source AND a.lon = s.lon AND a.lat = s.lat
    WHERE a.by_point_precision IS NOT NULL
    GROUP BY a.source, a.lon, a.lat
)
SELECT
    c.source, c.lon, c.lat,
    c.rows > greatest($least_rows, $share * l.rows) AND c.addresses >= $addresses
        AND NOT EXISTS (
            FROM trusted_point AS t WHERE abs(t.lon - c.lon) < 1e-5 AND abs(t.lat - c.lat) < 1e-5
        ) AS is_default,
    EXISTS (FROM default_point AS d WHERE d.source = c.source AND d.lon = c.lon AND d.lat = c.lat) AS was_default
FROM counted AS c JOIN located AS l ON l.source = c.source
