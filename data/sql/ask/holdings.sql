SELECT
    source,
    count(*) AS rows,
    min(received) AS first,
    max(received) AS last,
    count(*) FILTER (precision = 'house') AS house,
    count(*) FILTER (precision = 'street') AS street,
    count(*) FILTER (precision = 'settlement') AS settlement,
    count(*) FILTER (precision = 'district') AS district,
    count(*) FILTER (precision = 'none') AS "none",
    count(registered) AS registered,
    approx_quantile(epoch(registered) - epoch(received), 0.5) FILTER (registered >= received) AS delay
FROM appeal
WHERE $region IS NULL OR region = $region
GROUP BY source
ORDER BY rows DESC, source
