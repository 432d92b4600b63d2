-- The facts of regions in the columns of ask/facts_come; $regions NULL means every region.
SELECT
    region, received, ended, due, answered, mark, district, topic_group, topic, source, channel, status, type, precision,
    needs_budget, repeat_of IS NOT NULL AS repeat, cell
FROM appeal
WHERE $regions::VARCHAR[] IS NULL OR region IN (SELECT unnest($regions::VARCHAR[]))
