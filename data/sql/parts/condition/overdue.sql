(a.ended IS NULL OR a.ended > w.at) AND a.due < w.at
