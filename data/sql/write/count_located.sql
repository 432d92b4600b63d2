CREATE TEMP TABLE IF NOT EXISTS located AS
SELECT source, count(*) AS rows FROM appeal WHERE by_point_precision IS NOT NULL GROUP BY source
