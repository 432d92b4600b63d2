a.precision
