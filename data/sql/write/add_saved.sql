INSERT INTO saved (name, path, query, place, created)
SELECT $name, $path, $query, 1 + coalesce(max(place), 0), $created FROM saved
RETURNING number
