SELECT s.id, a.cell, f.old_cell
FROM fate AS f JOIN staged AS s ON s.id = f.id JOIN appeal AS a ON a.id = f.id
WHERE f.fate <> 'duplicate'
