a.id
