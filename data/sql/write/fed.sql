-- A feed is current when a push carries records of the last day.
UPDATE region SET fed_at = $now
WHERE code IN (SELECT region FROM staged WHERE received >= $now::TIMESTAMP - INTERVAL 24 HOUR)
