countIf({status_{k}})
