SET memory_limit = '6GB'
