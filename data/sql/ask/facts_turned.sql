-- The facts of records at points that are judged otherwise than before; asked before and after these are placed anew.
SELECT
    a.region, a.received, a.ended, a.due, a.answered, a.mark, a.district, a.topic_group, a.topic,
    a.source, a.channel, a.status, a.type, a.precision, a.needs_budget,
    a.repeat_of IS NOT NULL AS repeat, a.cell
FROM appeal AS a JOIN judged AS j ON a.source = j.source AND a.lon = j.lon AND a.lat = j.lat
WHERE j.is_default <> j.was_default AND a.by_point_precision IS NOT NULL
