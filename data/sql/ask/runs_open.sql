SELECT number, schedule, name, cause, planned, outcome, attempt, next_try, started, ended, file, bytes, sent, fault, detail
FROM run
WHERE outcome IN ('waiting', 'running')
ORDER BY number
