INSERT INTO bench.appeals
SELECT
    number, id, received, ifNull(ended, toDateTime(4294967295)), ifNull(due, toDateTime(4294967295)),
    ifNull(answered, toDateTime(4294967295)), ifNull(mark, 0), region, ifNull(district, ''), topic_group, topic, source,
    channel, status, type, precision, needs_budget, ifNull(toUInt32OrNull(repeat_of), 0), ifNull(author, 0),
    ifNull(cell, 0), ifNull(lon, 0), ifNull(lat, 0)
FROM file({shards:String}, Parquet)
SETTINGS max_insert_threads = 2
