DELETE FROM default_point WHERE abs(lon - $lon) < 1e-5 AND abs(lat - $lat) < 1e-5
