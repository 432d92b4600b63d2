-- A shard of invented appeals as rows of the store, derived columns as the writer fills them (data/sql/write/stage.sql).
INSERT INTO appeal BY NAME
WITH shard AS (
    SELECT
        *,
        'b' || number AS external_id,
        'b' || repeat_of AS repeats,
        greatest(received, answered) AS version,
        CASE WHEN cell IS NOT NULL THEN precision END AS by_point_precision
    FROM read_parquet($shard)
),
keyed AS (
    SELECT
        *,
        (md5_number(source || chr(31) || external_id) & 18446744073709551615::UHUGEINT)::UBIGINT AS own_id,
        (md5_number(source || chr(31) || repeats) & 18446744073709551615::UHUGEINT)::UBIGINT AS repeat_id
    FROM shard
)
SELECT
    source, external_id, region, received, due, answered, ended AS closed, channel, topic_group, topic, type,
    lon, lat, status, mark, lower(printf('%016x', author)) AS author, repeats AS repeat_of, needs_budget,
    own_id AS id, repeat_id, coalesce(repeat_id, own_id) AS problem, version, ended,
    by_point_precision, CASE WHEN cell IS NOT NULL THEN district END AS by_point_district, cell AS by_point_cell,
    CASE WHEN cell IS NULL THEN precision WHEN district IS NULL THEN 'none' ELSE 'district' END AS by_address_precision,
    district AS by_address_district,
    precision, district, cell
FROM keyed
