SELECT number, region, district, kind, since, until, text FROM annotation ORDER BY since, until, number
