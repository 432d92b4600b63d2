-- Staged records of the stored version that say something else than the stored ones.
CREATE OR REPLACE TEMP TABLE differing AS
SELECT s.position
FROM staged AS s JOIN known AS k ON k.id = s.id AND k.version = s.version JOIN appeal AS o ON o.rowid = k.spot
WHERE
    (s.region, s.received, s.registered, s.due, s.first_answer, s.answered, s.closed, s.channel, s.topic_group,
     s.topic, s.fast_track, s.type, s.resolvable, s.municipality, s.settlement, s.street, s.house, s.lon, s.lat,
     s.body, s.executor, s.status, s.text, s.answer, s.mark, s.author, s.repeat_of, s.needs_budget, s.attachments,
     s.extra)
    IS DISTINCT FROM
    (o.region, o.received, o.registered, o.due, o.first_answer, o.answered, o.closed, o.channel, o.topic_group,
     o.topic, o.fast_track, o.type, o.resolvable, o.municipality, o.settlement, o.street, o.house, o.lon, o.lat,
     o.body, o.executor, o.status, o.text, o.answer, o.mark, o.author, o.repeat_of, o.needs_budget, o.attachments,
     o.extra)
