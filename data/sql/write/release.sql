DELETE FROM quarantine WHERE number IN (SELECT unnest($numbers))
