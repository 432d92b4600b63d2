-- Points that are counted exactly, by address (NULL: records without one).
CREATE TEMP TABLE IF NOT EXISTS watched (source VARCHAR, lon DOUBLE, lat DOUBLE, address VARCHAR, rows BIGINT)
