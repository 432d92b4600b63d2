SELECT (SELECT count(*) FROM point_class) + (SELECT count(*) FROM watched) + (SELECT count(*) FROM located) AS rows
