DROP TABLE IF EXISTS temp.located
