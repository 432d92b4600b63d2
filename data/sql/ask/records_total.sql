WITH w AS (SELECT $at::TIMESTAMP AS moment)
SELECT count(*) AS total FROM appeal AS a, w WHERE a.received >= $lo AND a.received < $hi AND {where}
