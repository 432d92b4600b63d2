SELECT number, name, path, query, place, created FROM saved ORDER BY place, number
