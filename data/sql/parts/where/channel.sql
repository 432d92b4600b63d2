a.channel IN (SELECT unnest($channel))
