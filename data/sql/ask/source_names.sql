SELECT DISTINCT source AS name FROM appeal WHERE source IS NOT NULL AND ($region = 'all' OR region = $region) ORDER BY 1
