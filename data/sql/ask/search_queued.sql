-- Every appeal the index does not hold as it is now, and of those that may match (see search_scanned) the folded text.
-- A queued state whose moment of receipt is no longer the appeal's has a later one queued or indexed.
WITH queued AS (
    SELECT a.id, a.received, a.external_id, a.masked_text, a.received >= $lo AND a.received < $hi AS inside
    FROM search_queue AS q JOIN appeal AS a ON a.id = q.id AND a.received = q.received
)
SELECT
    id,
    received,
    inside AND external_id = $number AS named,
    CASE WHEN inside AND NOT $wordless AND len(list_filter(
        $needles::VARCHAR[],
        lambda needle: NOT contains(replace(lower(nfc_normalize(masked_text)), 'ё', 'е'), needle)
    )) = 0 THEN replace(lower(nfc_normalize(masked_text)), 'ё', 'е') END AS text
FROM queued
