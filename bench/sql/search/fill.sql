-- A stretch of invented appeals with texts, derived columns as the writer fills them (data/sql/write/stage.sql).
INSERT INTO appeal BY NAME
SELECT
    'bench' AS source, 'b' || number AS external_id, region, received, 'web' AS channel,
    topic_group, topic, 'problem' AS type, status, 'unknown' AS needs_budget,
    (md5_number('bench' || chr(31) || 'b' || number) & 18446744073709551615::UHUGEINT)::UBIGINT AS id,
    id AS problem, received AS version, CASE WHEN status = 'solved' THEN received + INTERVAL 10 DAY END AS ended,
    text AS masked_text, 'none' AS by_address_precision, district AS by_address_district,
    'district' AS precision, district
FROM stretch
