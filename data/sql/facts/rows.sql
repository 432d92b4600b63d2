-- How many records each region has; $regions NULL means every region.
SELECT region, count(*) AS rows FROM appeal
WHERE $regions::VARCHAR[] IS NULL OR region IN (SELECT unnest($regions::VARCHAR[]))
GROUP BY region
