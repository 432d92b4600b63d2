-- Stored appeals, as a source sends them: their later states are pushed, and new ones are made like them.
SELECT
    source, external_id, region, received, due, channel, topic_group, topic, type, municipality AS district, settlement,
    street, house, lon, lat, status, text, needs_budget
FROM appeal
USING SAMPLE reservoir(20000 ROWS) REPEATABLE (1)
