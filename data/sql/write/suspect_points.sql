-- Points of these records that may hold too many, and the known default points of their sources; `most` a point may hold.
-- Only the records of a class that holds too many are looked at one by one.
CREATE OR REPLACE TEMP TABLE suspect AS
WITH bound AS (
    SELECT source, greatest($least_rows, $share * sum(rows)) AS most FROM located GROUP BY source
),
located_staged AS (
    SELECT source, lon, lat, (hash(source, lon, lat) % 4194304)::INTEGER AS class
    FROM staged WHERE by_point_precision IS NOT NULL
),
class AS (
    SELECT class, sum(rows) AS rows FROM point_class
    WHERE class IN (SELECT class FROM located_staged)
    GROUP BY class
    HAVING sum(rows) > (SELECT min(most) FROM bound)
),
suspected AS (
    SELECT DISTINCT source, lon, lat, most, false AS was_default
    FROM located_staged JOIN class USING (class) JOIN bound USING (source)
    WHERE class.rows > most
    UNION ALL
    SELECT source, lon, lat, most, true AS was_default
    FROM default_point JOIN bound USING (source)
    WHERE source IN (SELECT source FROM staged)
)
SELECT source, lon, lat, any_value(most) AS most, bool_or(was_default) AS was_default
FROM suspected
GROUP BY source, lon, lat
