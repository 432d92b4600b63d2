-- Where hexagons lie, in the words of their own appeals: the most frequent district, settlement and street.
SELECT
    ((a.cell - $cell_step) | $cell_mask)::UBIGINT AS cell,
    mode(a.district) AS district,
    mode(coalesce(a.settlement, a.place)) AS settlement,
    mode(a.street) AS street
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi AND {where}
GROUP BY ALL
