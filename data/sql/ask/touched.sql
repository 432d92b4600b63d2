SELECT s.id, s.cell, k.cell AS old_cell FROM staged AS s LEFT JOIN known AS k ON k.id = s.id
