a.status
