DISTINCT coalesce(a.author, a.id::VARCHAR)
