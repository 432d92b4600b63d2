-- Points shared by implausibly many records of a source: their rows are placed by address only.
CREATE TABLE default_point (source VARCHAR NOT NULL, lon DOUBLE NOT NULL, lat DOUBLE NOT NULL)
