INSERT INTO located SELECT source, sum(rows)::BIGINT FROM shift GROUP BY source
