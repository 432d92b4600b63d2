CREATE OR REPLACE TEMP TABLE watched AS
SELECT source, lon, lat, address, sum(rows)::BIGINT AS rows FROM watched GROUP BY ALL HAVING sum(rows) <> 0
