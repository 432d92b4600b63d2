a.needs_budget IN (SELECT unnest($budget))
