DROP TABLE IF EXISTS temp.point_class
