DELETE FROM district WHERE region = $region
