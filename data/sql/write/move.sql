UPDATE appeal AS a SET
    place = m.place,
    by_point_precision = m.by_point_precision,
    by_point_district = m.by_point_district,
    by_point_cell = m.by_point_cell,
    by_address_precision = m.by_address_precision,
    by_address_district = m.by_address_district,
    precision = CASE WHEN m.by_point_precision IS NULL OR a.cell IS NULL AND a.by_point_cell IS NOT NULL
        THEN m.by_address_precision ELSE m.by_point_precision END,
    district = CASE WHEN m.by_point_precision IS NULL OR a.cell IS NULL AND a.by_point_cell IS NOT NULL
        THEN m.by_address_district ELSE m.by_point_district END,
    cell = CASE WHEN a.cell IS NULL AND a.by_point_cell IS NOT NULL THEN NULL ELSE m.by_point_cell END
FROM moved AS m
WHERE a.id = m.id
