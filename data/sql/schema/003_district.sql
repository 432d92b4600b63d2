-- Borders of the districts of a region, WGS 84 as WKB; position keeps the order of the file.
CREATE TABLE district (
    region VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    population BIGINT,
    wkb BLOB NOT NULL
)
