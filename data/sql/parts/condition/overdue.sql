(a.ended IS NULL OR a.ended > w.moment) AND a.due < w.moment
