(
    a.status IN (SELECT unnest($status))
    OR ($open AND (a.ended IS NULL OR a.ended > w.at))
    OR ($closed AND a.ended <= w.at)
    OR ($overdue AND (a.ended IS NULL OR a.ended > w.at) AND a.due < w.at)
)
