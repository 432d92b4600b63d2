-- A repeat belongs to the chain of what it repeats; one that repeats an appeal not here belongs to that identity.
SELECT count(*) AS off FROM appeal AS a LEFT JOIN appeal AS p ON p.id = a.repeat_id
WHERE a.repeat_id IS NOT NULL AND a.problem <> coalesce(p.problem, a.repeat_id)
