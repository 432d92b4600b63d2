SELECT
    precision,
    count(*) FILTER (WHERE received >= $lo_0 AND received < $hi_0 AND {status_0}) AS total,
    count(*) FILTER (WHERE received >= $lo_0 AND received < $hi_0 AND {status_0}
        AND (ended IS NULL OR ended > $at_0)) AS open,
    count(*) FILTER (WHERE received >= $lo_0 AND received < $hi_0 AND {status_0}
        AND (ended IS NULL OR ended > $at_0) AND due < $at_0) AS overdue,
    {previous} AS previous
FROM appeals
WHERE received >= $first AND received < $hi_0 AND {where}
GROUP BY precision
