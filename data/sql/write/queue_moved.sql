INSERT INTO search_queue (id, received) SELECT a.id, a.received FROM appeal AS a JOIN moved AS m ON a.id = m.id
