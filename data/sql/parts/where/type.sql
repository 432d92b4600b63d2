a.type IN (SELECT unnest($type))
