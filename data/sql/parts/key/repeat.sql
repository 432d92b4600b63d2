CASE WHEN a.repeat_of IS NULL THEN 'no' ELSE 'yes' END
