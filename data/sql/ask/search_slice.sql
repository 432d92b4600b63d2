-- The newest queued appeals as documents of the index (fields: data/search/schema.py); doc is NULL where a later state
-- of the appeal stands in the queue with another moment of receipt. Texts are folded: composed, lower case, ё = е.
-- In order of receipt, so that appeals of one day lie side by side in the index.
WITH taken AS MATERIALIZED (
    SELECT number, id, received FROM search_queue ORDER BY received DESC, number LIMIT $rows
),
stated AS MATERIALIZED (
    SELECT t.number AS place, a.*, replace(lower(nfc_normalize(coalesce(a.masked_text, ''))), 'ё', 'е') AS folded
    FROM taken AS t JOIN appeal AS a ON a.id = t.id AND a.received = t.received
)
SELECT
    t.number,
    t.id,
    CASE WHEN a.id IS NOT NULL THEN to_json({
        'id': a.id,
        'cell': coalesce(a.cell, 0),
        'received': epoch_us(a.received),
        'ended': coalesce(epoch_us(a.ended), $never),
        'due': coalesce(epoch_us(a.due), $never),
        'day': (a.received::DATE - DATE '1970-01-01')::VARCHAR,
        'region': a.region,
        'source': a.source,
        'channel': coalesce(a.channel, ''),
        'topic': [coalesce(a.topic, 'none'), coalesce(a.topic_group, 'none')],
        'type': a.type,
        'status': a.status,
        'precision': a.precision,
        'district': coalesce(a.district, 'none'),
        'budget': a.needs_budget,
        'repeat': CASE WHEN a.repeat_of IS NULL THEN 'no' ELSE 'yes' END,
        'number': a.external_id,
        'text': a.folded,
        'form': a.folded
    })::VARCHAR END AS doc
FROM taken AS t LEFT JOIN stated AS a ON a.place = t.number
ORDER BY t.received DESC, t.number
