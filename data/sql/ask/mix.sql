-- Appeals of a window by every combination of what menus choose by, and how they stand at its moment.
SELECT
    a.source,
    a.channel,
    a.type,
    a.status,
    a.precision,
    a.needs_budget AS budget,
    CASE WHEN a.repeat_of IS NULL THEN 'no' ELSE 'yes' END AS repeat,
    CASE
        WHEN a.ended <= $at::TIMESTAMP THEN 'closed'
        WHEN a.due < $at::TIMESTAMP THEN 'overdue'
        ELSE 'open'
    END AS standing,
    count(*) AS count
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi AND {where}
GROUP BY ALL
