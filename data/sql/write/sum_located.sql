CREATE OR REPLACE TEMP TABLE located AS SELECT source, sum(rows)::BIGINT AS rows FROM located GROUP BY source
