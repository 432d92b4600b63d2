-- Appeals of a window and of the one before (if there is one) by one field.
SELECT
    {key} AS key,
    count(*) FILTER (WHERE a.received >= $lo AND a.received < $hi) AS count,
    count(*) FILTER (WHERE a.received >= $before_lo AND a.received < $before_hi) AS previous
FROM appeal AS a
WHERE a.received >= least($lo::TIMESTAMP, $before_lo::TIMESTAMP) AND a.received < $hi AND {where}
GROUP BY ALL
ORDER BY count DESC, key
