DROP TABLE IF EXISTS temp.watched
