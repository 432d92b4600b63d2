-- The records of one or several calls with their derived columns.
CREATE OR REPLACE TEMP TABLE staged AS
WITH checked AS (
    SELECT
        * EXCLUDE (district, position, call),
        district AS municipality,
        position, call,
        (md5_number(source || chr(31) || external_id) & 18446744073709551615::UHUGEINT)::UBIGINT AS id,
        (md5_number(source || chr(31) || repeat_of) & 18446744073709551615::UHUGEINT)::UBIGINT AS repeat_id,
        coalesce(updated, greatest(received, registered, first_answer, answered, closed)) AS version,
        EXISTS (
            FROM default_point AS p
            WHERE p.source = incoming.source AND p.lon = incoming.lon AND p.lat = incoming.lat
        ) AS at_default
    FROM incoming
)
SELECT
    source, external_id, region, received, registered, due, first_answer, answered, closed, updated,
    channel, topic_group, topic, fast_track, type, resolvable, municipality, settlement, street, house, lon, lat,
    body, executor, status, text, answer, mark, author, repeat_of, needs_budget, attachments, extra,
    id,
    CASE WHEN repeat_id <> id THEN repeat_id END AS repeat_id,
    id AS problem,
    version,
    CASE WHEN status IN ('solved', 'explained', 'refused', 'rejected') THEN coalesce(closed, answered, version) END AS ended,
    masked_text, masked_answer, place, position, call,
    by_point_precision, by_point_district, by_point_cell, by_address_precision, by_address_district,
    CASE WHEN by_point_precision IS NULL OR at_default THEN by_address_precision ELSE by_point_precision END AS precision,
    CASE WHEN by_point_precision IS NULL OR at_default THEN by_address_district ELSE by_point_district END AS district,
    CASE WHEN NOT at_default THEN by_point_cell END AS cell
FROM checked
