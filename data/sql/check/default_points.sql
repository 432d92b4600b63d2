SELECT count(*) AS off FROM appeal AS a JOIN default_point AS p ON p.source = a.source AND p.lon = a.lon AND p.lat = a.lat
WHERE a.cell IS NOT NULL
