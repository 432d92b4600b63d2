(
    a.status IN (SELECT unnest($status))
    OR ($open AND (a.ended IS NULL OR a.ended > w.moment))
    OR ($closed AND a.ended <= w.moment)
    OR ($overdue AND (a.ended IS NULL OR a.ended > w.moment) AND a.due < w.moment)
)
