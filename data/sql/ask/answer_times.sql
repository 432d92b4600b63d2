-- How long answers took and how late what is still open is, in days, as at one moment; a bin holds its upper edge.
SELECT
    count(*) AS total,
    count(*) FILTER (WHERE a.answered <= $at) AS answered,
    avg(epoch(a.answered - a.received) / 86400) FILTER (WHERE a.answered <= $at) AS mean,
    quantile_cont(epoch(a.answered - a.received) / 86400, 0.5) FILTER (WHERE a.answered <= $at) AS median,
    quantile_cont(epoch(a.answered - a.received) / 86400, 0.9) FILTER (WHERE a.answered <= $at) AS p90,
    quantile_cont(epoch(a.first_answer - a.received) / 86400, 0.5) FILTER (WHERE a.first_answer <= $at) AS first_median,
    count(*) FILTER (WHERE a.answered <= $at AND a.due IS NOT NULL) AS termed,
    count(*) FILTER (WHERE a.answered <= $at AND a.answered > a.due) AS late,
    map_entries(histogram(epoch(a.answered - a.received) / 86400, $days::DOUBLE[]) FILTER (WHERE a.answered <= $at)) AS days,
    count(*) FILTER (WHERE a.ended IS NULL OR a.ended > $at) AS open,
    count(*) FILTER (WHERE (a.ended IS NULL OR a.ended > $at) AND a.due < $at) AS overdue,
    map_entries(histogram(epoch($at::TIMESTAMP - a.due) / 86400, $tail::DOUBLE[])
        FILTER (WHERE (a.ended IS NULL OR a.ended > $at) AND a.due < $at)) AS tail
FROM appeal AS a
WHERE a.received >= $lo AND a.received < $hi AND {where}
