-- The last planned moment of every schedule that a run stands for.
SELECT schedule, max(planned) AS planned FROM run WHERE cause <> 'asked' GROUP BY schedule
