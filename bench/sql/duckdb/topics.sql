SELECT topic::VARCHAR AS topic, w.* EXCLUDE (topic)
FROM (
    SELECT topic, {windows}
    FROM appeals
    WHERE received >= $first AND received < $hi_0 AND {where}
    GROUP BY topic
) AS w
