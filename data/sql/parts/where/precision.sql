a.precision IN (SELECT unnest($precision))
