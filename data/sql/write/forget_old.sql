DELETE FROM appeal
WHERE rowid IN (SELECT k.spot FROM known AS k JOIN fate AS f ON f.id = k.id WHERE f.final)
