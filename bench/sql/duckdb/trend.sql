-- Counts by days (or hours) of the zone, each cut once more at the clock time of the moment asked about.
SELECT
    (epoch_us(received) - $anchor) // $unit AS bucket,
    (epoch_us(received) - $anchor) % $unit >= $rest AS late,
    {moments}
FROM appeals
WHERE received >= $first AND received < $hi_0 AND {where}
GROUP BY bucket, late
