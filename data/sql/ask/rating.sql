avg(a.mark) AS value, count(a.mark) AS n
