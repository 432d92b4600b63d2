count(*) FILTER (WHERE received >= $lo_{k} AND received < $hi_{k} AND {status_{k}})
