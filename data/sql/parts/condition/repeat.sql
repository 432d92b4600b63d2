a.repeat_of IS NOT NULL
