a.id IN (SELECT unnest($only_ids::UBIGINT[]))
