DELETE FROM search_queue WHERE number IN (SELECT number FROM indexed)
