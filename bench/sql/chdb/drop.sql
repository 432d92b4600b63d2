DROP TABLE IF EXISTS bench.appeals
