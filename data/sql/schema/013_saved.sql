-- Questions that people saved: an address of a screen under a name, in the order they put them.
CREATE TABLE saved (
    number BIGINT PRIMARY KEY DEFAULT nextval('saved_number'),
    name VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    query VARCHAR NOT NULL,
    place BIGINT NOT NULL,
    created TIMESTAMP NOT NULL
)
