SELECT topic_group::VARCHAR AS topic_group, topic::VARCHAR AS topic, w.* EXCLUDE (topic_group, topic)
FROM (
    SELECT topic_group, topic, {windows}
    FROM appeals
    WHERE received >= $first AND received < $hi_0 AND {where}
    GROUP BY topic_group, topic
) AS w
