-- Installed regions; fed_at is the last push that carried current records.
CREATE TABLE region (
    code VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    tz VARCHAR NOT NULL,
    is_default BOOLEAN NOT NULL,
    synthetic BOOLEAN NOT NULL,
    fed_at TIMESTAMP
)
