-- What becomes of each staged record when an appeal comes in several calls, which are judged one after another: each is
-- held against the state before it, the newest of the earlier calls' and the stored one. `final` marks what then holds.
CREATE OR REPLACE TEMP TABLE fate AS
WITH met AS (
    SELECT
        s.position, s.call, s.id, s.version, k.version AS old_version, k.id IS NOT NULL AS stored,
        CASE WHEN s.repeat_id IS NULL THEN s.id ELSE coalesce(k.problem, s.id) END AS problem,
        greatest(k.version, max(s.version) OVER (
            PARTITION BY s.id ORDER BY s.position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )) AS newest
    FROM staged AS s LEFT JOIN known AS k ON k.id = s.id
),
lined AS (
    SELECT *, lag(position) OVER (PARTITION BY id ORDER BY position) AS before
    FROM met WHERE newest IS NULL OR version >= newest
),
other AS (
    SELECT l.position FROM lined AS l JOIN differing AS d ON d.position = l.position WHERE l.before IS NULL
    UNION ALL
    SELECT l.position
    FROM lined AS l JOIN staged AS s ON s.position = l.position JOIN staged AS b ON b.position = l.before
    WHERE l.version = b.version AND
        (s.region, s.received, s.registered, s.due, s.first_answer, s.answered, s.closed, s.channel, s.topic_group,
         s.topic, s.fast_track, s.type, s.resolvable, s.municipality, s.settlement, s.street, s.house, s.lon, s.lat,
         s.body, s.executor, s.status, s.text, s.answer, s.mark, s.author, s.repeat_of, s.needs_budget, s.attachments,
         s.extra)
        IS DISTINCT FROM
        (b.region, b.received, b.registered, b.due, b.first_answer, b.answered, b.closed, b.channel, b.topic_group,
         b.topic, b.fast_track, b.type, b.resolvable, b.municipality, b.settlement, b.street, b.house, b.lon, b.lat,
         b.body, b.executor, b.status, b.text, b.answer, b.mark, b.author, b.repeat_of, b.needs_budget, b.attachments,
         b.extra)
),
judged AS (
    SELECT
        m.position, m.call, m.id, m.problem,
        coalesce(m.version = m.old_version, false) AS tie,
        CASE
            WHEN m.newest IS NULL THEN 'stored'
            WHEN m.version > m.newest OR o.position IS NOT NULL THEN 'updated'
            ELSE 'duplicate'
        END AS fate
    FROM met AS m LEFT JOIN other AS o ON o.position = m.position
)
SELECT
    *,
    fate <> 'duplicate'
        AND row_number() OVER (PARTITION BY id, fate <> 'duplicate' ORDER BY position DESC) = 1 AS final
FROM judged
