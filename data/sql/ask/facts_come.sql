-- The facts of the records just stored.
SELECT
    s.region, s.received, s.ended, s.due, s.answered, s.mark, s.district, s.topic_group, s.topic,
    s.source, s.channel, s.status, s.type, s.precision, s.needs_budget,
    s.repeat_of IS NOT NULL AS repeat, s.cell
FROM staged AS s JOIN fate AS f ON f.position = s.position
WHERE f.final
