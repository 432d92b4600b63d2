-- Counts by days (or hours) of the zone, each cut once more at the clock time of the moment asked about.
SELECT
    intDiv(toUnixTimestamp(received) - {anchor:UInt32}, {unit:UInt32}) AS bucket,
    (toUnixTimestamp(received) - {anchor:UInt32}) % {unit:UInt32} >= {rest:UInt32} AS late,
    {moments}
FROM bench.appeals
WHERE received >= {first:DateTime('UTC')} AND received < {hi_0:DateTime('UTC')} AND {where}
GROUP BY bucket, late
