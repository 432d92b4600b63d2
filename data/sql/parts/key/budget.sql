a.needs_budget
