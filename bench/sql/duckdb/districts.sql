SELECT district::VARCHAR AS district, w.* EXCLUDE (district)
FROM (
    SELECT district, {windows}
    FROM appeals
    WHERE received >= $first AND received < $hi_0 AND {where}
    GROUP BY district
) AS w
