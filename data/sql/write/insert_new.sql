-- The staged records; those that repeat others keep their label until the chains are followed.
INSERT INTO appeal BY NAME SELECT * EXCLUDE (position, call) FROM staged
