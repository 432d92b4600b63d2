SELECT * FROM appeals
WHERE received >= $lo_0 AND received < $hi_0 AND {status_0} AND {where}
ORDER BY received DESC, id DESC
LIMIT 50
