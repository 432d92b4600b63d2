-- What is worked out of each record of one or several calls: identities, version, end, and whether its point is a known
-- default one.
SELECT
    position,
    id,
    CASE WHEN repeat_id <> id THEN repeat_id END AS repeat_id,
    version,
    CASE WHEN status IN ('solved', 'explained', 'refused', 'rejected') THEN coalesce(closed, answered, version) END AS ended,
    at_default
FROM (
    SELECT
        i.position, i.status, i.closed, i.answered,
        (md5_number(i.source || chr(31) || i.external_id) & 18446744073709551615::UHUGEINT)::UBIGINT AS id,
        (md5_number(i.source || chr(31) || i.repeat_of) & 18446744073709551615::UHUGEINT)::UBIGINT AS repeat_id,
        coalesce(i.updated, greatest(i.received, i.registered, i.first_answer, i.answered, i.closed)) AS version,
        d.source IS NOT NULL AS at_default
    FROM incoming AS i LEFT JOIN (SELECT DISTINCT source, lon, lat FROM default_point) AS d
        ON d.source = i.source AND d.lon = i.lon AND d.lat = i.lat
)
