SELECT DISTINCT channel AS name FROM appeal WHERE channel IS NOT NULL AND ($region = 'all' OR region = $region) ORDER BY 1
