-- Briefings on a schedule. Lists by comma; since (UTC): moments before it were never owed.
CREATE TABLE schedule (
    number BIGINT PRIMARY KEY DEFAULT nextval('schedule_number'),
    name VARCHAR NOT NULL,
    query VARCHAR NOT NULL,
    template VARCHAR NOT NULL,
    paper VARCHAR NOT NULL,
    orient VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    repeat VARCHAR NOT NULL,
    weekdays VARCHAR NOT NULL,
    monthday TINYINT NOT NULL,
    clock VARCHAR NOT NULL,
    folder BOOLEAN NOT NULL,
    recipients VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    since TIMESTAMP NOT NULL
)
