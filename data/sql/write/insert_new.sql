INSERT INTO appeal BY NAME
SELECT s.* EXCLUDE (position) REPLACE (coalesce(f.old_problem, s.id) AS problem)
FROM staged AS s JOIN fate AS f ON f.id = s.id
WHERE f.fate <> 'duplicate'
