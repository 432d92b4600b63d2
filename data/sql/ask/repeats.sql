-- Repeats of a window by topic group: how many came after what they repeat had been closed, and closed as solved.
SELECT
    a.topic_group AS topic,
    count(*) AS count,
    count(*) FILTER (WHERE o.ended <= a.received) AS after_end,
    count(*) FILTER (WHERE o.ended <= a.received AND o.status = 'solved') AS after_solved
FROM appeal AS a
LEFT JOIN appeal AS o ON o.id = a.repeat_id
WHERE a.repeat_of IS NOT NULL AND a.received >= $lo AND a.received < $hi AND {where}
GROUP BY ALL
ORDER BY after_solved DESC, count DESC, topic
