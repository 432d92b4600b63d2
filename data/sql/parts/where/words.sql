a.id IN (SELECT id FROM matching)
