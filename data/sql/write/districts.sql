INSERT INTO district SELECT $region, position, code, name, short_name, population, wkb FROM incoming_districts
