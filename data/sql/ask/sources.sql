SELECT source, max(received) AS last, count(*) AS rows FROM appeal
WHERE $region IS NULL OR region = $region
GROUP BY source ORDER BY source
