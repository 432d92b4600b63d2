-- Before they are placed anew: the rows of points that turned (the same ones as in place_anew).
INSERT INTO search_queue (id, received)
SELECT a.id, a.received
FROM appeal AS a JOIN judged AS j ON a.source = j.source AND a.lon = j.lon AND a.lat = j.lat
WHERE j.is_default <> j.was_default AND a.by_point_precision IS NOT NULL
