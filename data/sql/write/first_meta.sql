INSERT INTO meta VALUES ('version', '0'), ('salt', $salt) ON CONFLICT DO NOTHING
