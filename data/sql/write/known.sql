-- The stored state of what was found: version, chain, point and facts.
CREATE OR REPLACE TEMP TABLE known AS
SELECT
    a.rowid AS spot, a.id, a.version, a.problem, a.by_point_precision, a.lon, a.lat, a.settlement, a.street, a.house,
    a.region, a.received, a.ended, a.due, a.answered, a.mark, a.district, a.topic_group, a.topic,
    a.source, a.channel, a.status, a.type, a.precision, a.needs_budget,
    a.repeat_of IS NOT NULL AS repeat, a.cell
FROM appeal AS a
WHERE a.rowid IN (SELECT spot FROM found)
