CREATE OR REPLACE TEMP TABLE point_class AS
SELECT class, sum(rows)::BIGINT AS rows FROM point_class GROUP BY class HAVING sum(rows) <> 0
