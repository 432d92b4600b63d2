-- What has no end, no term and no cell has the last second of the type, and 0: a careful user avoids Nullable here.
CREATE TABLE bench.appeals (
    number UInt32, id UInt64, received DateTime('UTC'), ended DateTime('UTC'), due DateTime('UTC'), answered DateTime('UTC'),
    mark UInt8, region LowCardinality(String), district LowCardinality(String), topic_group LowCardinality(String),
    topic LowCardinality(String), source LowCardinality(String), channel LowCardinality(String),
    status LowCardinality(String), type LowCardinality(String), precision LowCardinality(String),
    needs_budget LowCardinality(String), repeat_of UInt32, author UInt64, cell UInt64, lon Float64, lat Float64
) ENGINE = MergeTree ORDER BY received
