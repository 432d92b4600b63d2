INSERT INTO watched
SELECT s.source, s.lon, s.lat, s.address, s.rows
FROM shift AS s JOIN (SELECT DISTINCT source, lon, lat FROM watched) AS w
    ON w.source = s.source AND w.lon = s.lon AND w.lat = s.lat
