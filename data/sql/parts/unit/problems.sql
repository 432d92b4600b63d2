DISTINCT a.problem
