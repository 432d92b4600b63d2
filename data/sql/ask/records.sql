SELECT
    a.id, a.source, a.external_id, a.region, a.received, a.registered, a.due, a.first_answer, a.answered, a.closed,
    a.updated, a.channel, a.topic_group, a.topic, a.fast_track, a.type, a.resolvable, a.district,
    CASE WHEN a.by_address_precision = 'settlement' THEN coalesce(a.place, a.settlement) ELSE a.settlement END
        AS settlement,
    a.street, a.house, a.lon, a.lat, a.body, a.executor, a.status,
    a.masked_text AS text, a.masked_answer AS answer, a.mark, a.repeat_of, a.needs_budget, a.attachments, a.extra,
    a.precision, a.cell
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi
    AND ($before IS NULL OR (a.received, a.id) < ($before::TIMESTAMP, $before_id::UBIGINT))
    AND {where}
ORDER BY a.received DESC, a.id DESC
LIMIT $limit OFFSET $offset
