ended <= $at_{k}
