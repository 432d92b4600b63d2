SELECT
    a.source, a.external_id, a.region, a.received, a.due, a.topic_group, a.topic, a.district,
    CASE WHEN a.by_address_precision = 'settlement' THEN coalesce(a.place, a.settlement) ELSE a.settlement END
        AS settlement,
    a.street, a.house, a.status, a.precision, a.masked_text AS text
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi AND (a.ended IS NULL OR a.ended > $at) AND {where}
ORDER BY a.received, a.id
LIMIT $limit
