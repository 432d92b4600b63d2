-- Events on the time axis that people noted, since counts are not problems; days of the region's zone, both inclusive.
CREATE TABLE annotation (
    number BIGINT PRIMARY KEY DEFAULT nextval('annotation_number'),
    region VARCHAR NOT NULL,
    district VARCHAR,
    kind VARCHAR NOT NULL,
    since DATE NOT NULL,
    until DATE NOT NULL,
    text VARCHAR NOT NULL,
    changed TIMESTAMP NOT NULL
)
