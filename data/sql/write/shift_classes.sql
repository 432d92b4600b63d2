INSERT INTO point_class
SELECT (hash(source, lon, lat) % 4194304)::INTEGER AS class, sum(rows)::BIGINT FROM shift GROUP BY class
