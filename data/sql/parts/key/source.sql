a.source
