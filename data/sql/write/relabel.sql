UPDATE appeal AS a SET problem = c.problem FROM relabelled AS c WHERE a.rowid = c.spot
