SELECT count(*) AS off FROM appeal WHERE (precision IN ('house', 'street')) <> (cell IS NOT NULL)
