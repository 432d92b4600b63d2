SELECT code, name, short_name, population, wkb FROM district WHERE region = $region ORDER BY position
