SELECT count(*) AS total FROM appeal AS a WHERE a.received >= $lo AND a.received < $hi AND {where}
