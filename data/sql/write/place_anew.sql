UPDATE appeal AS a SET
    precision = CASE WHEN j.is_default THEN a.by_address_precision ELSE a.by_point_precision END,
    district = CASE WHEN j.is_default THEN a.by_address_district ELSE a.by_point_district END,
    cell = CASE WHEN NOT j.is_default THEN a.by_point_cell END
FROM judged AS j
WHERE j.is_default <> j.was_default AND a.by_point_precision IS NOT NULL
    AND a.source = j.source AND a.lon = j.lon AND a.lat = j.lat
