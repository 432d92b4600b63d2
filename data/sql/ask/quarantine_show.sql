SELECT number, kept, origin, profile, region, row, source, external_id, reason, hint, raw FROM quarantine
WHERE ($number IS NULL OR number = $number) AND ($reason IS NULL OR reason = $reason)
    AND ($origin IS NULL OR origin = $origin)
ORDER BY number LIMIT $most
