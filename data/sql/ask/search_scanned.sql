-- Without an index: the appeals of a window that may match, since they contain all that a matching text contains.
SELECT
    a.id,
    a.received,
    a.external_id = $number AS named,
    replace(lower(nfc_normalize(a.masked_text)), 'ё', 'е') AS text
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi AND (
    a.external_id = $number
    OR NOT $wordless AND len(list_filter(
        $needles::VARCHAR[],
        lambda needle: NOT contains(replace(lower(nfc_normalize(a.masked_text)), 'ё', 'е'), needle)
    )) = 0
)
