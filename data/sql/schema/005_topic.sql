-- Topics met in records that the shipped catalogue does not have.
CREATE TABLE topic (code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, parent VARCHAR)
