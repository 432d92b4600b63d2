DELETE FROM appeal WHERE rowid IN (SELECT spot FROM known WHERE id IN (SELECT id FROM staged))
