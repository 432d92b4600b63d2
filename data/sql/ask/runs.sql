SELECT number, schedule, name, cause, planned, outcome, attempt, next_try, started, ended, file, bytes, sent, fault, detail
FROM run
WHERE ($schedule IS NULL OR schedule = $schedule) AND ($number IS NULL OR number = $number)
ORDER BY number DESC
LIMIT $most
