-- The typed table of a careful user: dictionary codes instead of texts, sorted by time.
CREATE TABLE appeals AS
SELECT
    number, id, received, ended, due, answered, mark,
    region::region_t AS region, district::district_t AS district,
    topic_group::topic_group_t AS topic_group, topic::topic_t AS topic, source::source_t AS source,
    channel::channel_t AS channel, status::status_t AS status, type::type_t AS type,
    precision::precision_t AS precision, needs_budget::needs_budget_t AS needs_budget,
    repeat_of::BIGINT AS repeat_of, author, cell, lon, lat
FROM read_parquet('{shards}')
