UPDATE appeal AS a SET problem = c.problem FROM relabelled AS c WHERE a.id = c.id
