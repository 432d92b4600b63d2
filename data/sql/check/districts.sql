SELECT count(*) AS off FROM appeal AS a
WHERE district IS NOT NULL AND NOT EXISTS (FROM district AS d WHERE d.region = a.region AND d.code = a.district)
