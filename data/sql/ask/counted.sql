count({unit}) FILTER (WHERE {condition}) AS value, count(*) AS n
