SELECT s.id, s.cell, k.cell AS old_cell
FROM fate AS f JOIN staged AS s ON s.position = f.position LEFT JOIN known AS k ON k.id = s.id
WHERE f.final
