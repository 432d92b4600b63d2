-- The facts of stored records that the staged ones replace.
SELECT
    region, received, ended, due, answered, mark, district, topic_group, topic,
    source, channel, status, type, precision, needs_budget, repeat, cell
FROM known
WHERE id IN (SELECT id FROM staged)
