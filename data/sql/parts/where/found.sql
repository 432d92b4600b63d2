-- A few of them; their moments of receipt say which row groups need not be read.
a.id IN (SELECT id FROM matching) AND a.received IN (SELECT received FROM matching)
