SELECT *, toUnixTimestamp(received) AS second FROM bench.appeals
WHERE received >= {lo_0:DateTime('UTC')} AND received < {hi_0:DateTime('UTC')} AND {status_0} AND {where}
ORDER BY received DESC, id DESC
LIMIT 50
