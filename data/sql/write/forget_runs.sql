-- The oldest ones beyond what is kept; the newest planned one of every schedule stays, since it says what is owed no more.
DELETE FROM run
WHERE number NOT IN (SELECT number FROM run ORDER BY number DESC LIMIT $most)
  AND outcome NOT IN ('waiting', 'running')
  AND number NOT IN (SELECT max(number) FROM run GROUP BY schedule, cause)
