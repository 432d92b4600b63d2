-- The rows of a trusted point (the same ones as in believe_point).
INSERT INTO search_queue (id, received)
SELECT id, received FROM appeal
WHERE region = $region AND by_point_precision IS NOT NULL AND abs(lon - $lon) < 1e-5 AND abs(lat - $lat) < 1e-5
