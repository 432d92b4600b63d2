-- The newest run of every schedule.
SELECT number, schedule, name, cause, planned, outcome, attempt, next_try, started, ended, file, bytes, sent, fault, detail
FROM run
WHERE number IN (SELECT max(number) FROM run GROUP BY schedule)
ORDER BY number
