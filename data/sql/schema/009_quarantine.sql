-- What was refused, in its raw form, with the reason and what to do.
CREATE TABLE quarantine (
    number BIGINT PRIMARY KEY DEFAULT nextval('quarantine_number'),
    kept TIMESTAMP NOT NULL,
    origin VARCHAR NOT NULL,
    profile VARCHAR,
    region VARCHAR,
    row BIGINT NOT NULL,
    source VARCHAR,
    external_id VARCHAR,
    reason VARCHAR NOT NULL,
    hint VARCHAR NOT NULL,
    raw VARCHAR NOT NULL
)
