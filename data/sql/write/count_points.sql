-- How many located records lie in each of four million classes of points: never less than lie on any one point of it.
CREATE TEMP TABLE IF NOT EXISTS point_class AS
SELECT (hash(source, lon, lat) % 4194304)::INTEGER AS class, count(*) AS rows
FROM appeal WHERE by_point_precision IS NOT NULL
GROUP BY class
