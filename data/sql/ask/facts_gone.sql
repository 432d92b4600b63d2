-- The facts of stored records that a later state replaces.
SELECT
    region, received, ended, due, answered, mark, district, topic_group, topic,
    source, channel, status, type, precision, needs_budget, repeat, cell
FROM known
WHERE id IN (SELECT id FROM fate WHERE final)
