a.source IN (SELECT unnest($source))
