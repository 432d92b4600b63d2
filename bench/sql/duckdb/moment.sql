count(*) FILTER (WHERE {status_{k}})
