CREATE TYPE {column}_t AS ENUM (SELECT DISTINCT {column} FROM read_parquet('{shards}') WHERE {column} IS NOT NULL ORDER BY 1)
