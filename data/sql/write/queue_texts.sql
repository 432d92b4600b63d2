INSERT INTO search_queue (id, received)
SELECT s.id, s.received FROM staged AS s JOIN fate AS f ON f.id = s.id WHERE f.fate <> 'duplicate'
