SELECT min(received) AS first, max(received) AS last FROM appeal WHERE $region = 'all' OR region = $region
