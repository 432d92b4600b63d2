INSERT INTO run (schedule, name, cause, planned, outcome, attempt, next_try, sent)
VALUES ($schedule, $name, $cause, $planned, 'waiting', 0, $next_try, '')
RETURNING number
