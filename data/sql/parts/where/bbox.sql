a.cell IS NOT NULL AND a.lat BETWEEN $south AND $north
AND (CASE WHEN $west <= $east THEN a.lon BETWEEN $west AND $east ELSE a.lon >= $west OR a.lon <= $east END)
