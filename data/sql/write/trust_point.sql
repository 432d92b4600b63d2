INSERT INTO trusted_point
SELECT $region, $lon, $lat
WHERE NOT EXISTS (FROM trusted_point WHERE region = $region AND lon = $lon AND lat = $lat)
