SELECT lon, lat, cell FROM appeal WHERE cell IS NOT NULL
