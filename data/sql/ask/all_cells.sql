SELECT DISTINCT ((cell - $cell_step) | $cell_mask)::UBIGINT AS cell FROM appeal
WHERE cell IS NOT NULL AND ($region = 'all' OR region = $region) ORDER BY 1
