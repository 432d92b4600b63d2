SELECT
    precision,
    countIf(received >= {lo_0:DateTime('UTC')} AND {status_0}) AS total,
    countIf(received >= {lo_0:DateTime('UTC')} AND {status_0} AND ended > {at_0:DateTime('UTC')}) AS open,
    countIf(received >= {lo_0:DateTime('UTC')} AND {status_0} AND ended > {at_0:DateTime('UTC')}
        AND due < {at_0:DateTime('UTC')}) AS overdue,
    {previous} AS previous
FROM bench.appeals
WHERE received >= {first:DateTime('UTC')} AND received < {hi_0:DateTime('UTC')} AND {where}
GROUP BY precision
