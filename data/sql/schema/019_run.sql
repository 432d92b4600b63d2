-- Every run of a schedule, kept when the schedule is gone. Moments are UTC; sent: who has got the mail, by comma.
CREATE TABLE run (
    number BIGINT PRIMARY KEY DEFAULT nextval('run_number'),
    schedule BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    cause VARCHAR NOT NULL,
    planned TIMESTAMP NOT NULL,
    outcome VARCHAR NOT NULL,
    attempt INTEGER NOT NULL,
    next_try TIMESTAMP,
    started TIMESTAMP,
    ended TIMESTAMP,
    file VARCHAR,
    bytes BIGINT,
    sent VARCHAR NOT NULL,
    fault VARCHAR,
    detail VARCHAR
)
