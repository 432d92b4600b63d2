-- Records whose version is the stored one's: whether they say something else, or (only if asked for) the same.
SELECT s.source, s.external_id, s.position, f.fate = 'updated' AS differs
FROM fate AS f JOIN staged AS s ON s.position = f.position
WHERE f.tie AND (f.fate = 'updated' OR $all_ties)
