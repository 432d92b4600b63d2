count({unit}) AS count,
count({unit}) FILTER (WHERE a.ended IS NULL OR a.ended > w.moment) AS open,
count({unit}) FILTER (WHERE (a.ended IS NULL OR a.ended > w.moment) AND a.due < w.moment) AS overdue,
avg(epoch(a.answered - a.received) / 86400) FILTER (WHERE a.answered <= w.moment) AS answer_days,
avg(a.mark) AS rating,
count({unit}) FILTER (WHERE a.repeat_of IS NOT NULL) AS repeat
