INSERT INTO search_queue (id, received)
SELECT s.id, s.received FROM staged AS s JOIN fate AS f ON f.position = s.position WHERE f.final
