SELECT * REPLACE (municipality AS district) FROM appeal WHERE region = $region
