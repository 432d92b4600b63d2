avg(epoch(a.answered - a.received) / 86400) FILTER (WHERE a.answered <= w.at) AS value,
quantile_cont(epoch(a.answered - a.received) / 86400, 0.5) FILTER (WHERE a.answered <= w.at) AS p50,
quantile_cont(epoch(a.answered - a.received) / 86400, 0.9) FILTER (WHERE a.answered <= w.at) AS p90,
count(*) FILTER (WHERE a.answered <= w.at) AS n
