(
    a.status IN (SELECT unnest($status))
    OR ($open AND (a.ended IS NULL OR a.ended > {moment}))
    OR ($closed AND a.ended <= {moment})
    OR ($overdue AND (a.ended IS NULL OR a.ended > {moment}) AND a.due < {moment})
)
