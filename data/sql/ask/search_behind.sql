SELECT (SELECT count(*) FROM search_queue) AS queued, (SELECT count(*) FROM appeal) AS appeals
