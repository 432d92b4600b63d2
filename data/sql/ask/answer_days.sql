avg(epoch(a.answered - a.received) / 86400) FILTER (WHERE a.answered <= w.moment) AS value,
quantile_cont(epoch(a.answered - a.received) / 86400, 0.5) FILTER (WHERE a.answered <= w.moment) AS p50,
quantile_cont(epoch(a.answered - a.received) / 86400, 0.9) FILTER (WHERE a.answered <= w.moment) AS p90,
count(*) FILTER (WHERE a.answered <= w.moment) AS n
