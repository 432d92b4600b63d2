-- Rows of a trusted point (within about a metre) are placed by it again.
UPDATE appeal SET precision = by_point_precision, district = by_point_district, cell = by_point_cell
WHERE region = $region AND by_point_precision IS NOT NULL AND abs(lon - $lon) < 1e-5 AND abs(lat - $lat) < 1e-5
