-- The facts of stored records that a later state is about to replace.
SELECT
    a.region, a.received, a.ended, a.due, a.answered, a.mark, a.district, a.topic_group, a.topic,
    a.source, a.channel, a.status, a.type, a.precision, a.needs_budget,
    a.repeat_of IS NOT NULL AS repeat, a.cell
FROM appeal AS a JOIN fate AS f ON f.id = a.id
WHERE f.fate = 'updated'
