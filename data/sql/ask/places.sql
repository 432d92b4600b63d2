SELECT coalesce(a.place, a.district) AS name, a.district, a.precision, count(*) AS count
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi AND a.precision IN ('settlement', 'district') AND {where}
GROUP BY ALL ORDER BY count DESC, name LIMIT $limit
