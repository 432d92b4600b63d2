a.type
