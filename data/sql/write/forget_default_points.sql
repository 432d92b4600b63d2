DELETE FROM default_point AS p
WHERE EXISTS (
    FROM judged AS j
    WHERE j.was_default AND NOT j.is_default AND j.source = p.source AND j.lon = p.lon AND j.lat = p.lat
)
