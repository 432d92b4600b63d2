SELECT topic, {windows}
FROM bench.appeals
WHERE received >= {first:DateTime('UTC')} AND received < {hi_0:DateTime('UTC')} AND {where}
GROUP BY topic
