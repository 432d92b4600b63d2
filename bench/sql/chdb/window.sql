countIf(received >= {lo_{k}:DateTime('UTC')} AND received < {hi_{k}:DateTime('UTC')} AND {status_{k}})
