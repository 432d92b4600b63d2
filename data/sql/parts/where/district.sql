coalesce(a.district, 'none') IN (SELECT unnest($district))
