-- The points of these sources that so many records share that they are to be judged, in the place of a call's records.
CREATE OR REPLACE TEMP TABLE staged AS
SELECT source, lon, lat, min(by_point_precision) AS by_point_precision
FROM appeal
WHERE source IN (SELECT unnest($sources)) AND by_point_precision IS NOT NULL
GROUP BY source, lon, lat
HAVING count(*) > $least_rows
