SELECT topic_group, topic, {windows}
FROM bench.appeals
WHERE received >= {first:DateTime('UTC')} AND received < {hi_0:DateTime('UTC')} AND {where}
GROUP BY topic_group, topic
