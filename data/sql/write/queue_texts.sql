INSERT INTO search_queue (id, received) SELECT id, received FROM staged
