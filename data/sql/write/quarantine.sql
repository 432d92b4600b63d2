INSERT INTO quarantine (kept, origin, profile, region, row, source, external_id, reason, hint, raw)
SELECT $at, $origin, $profile, $region, row, source, external_id, reason, hint, raw FROM incoming_rejected
