-- Points an operator vouches for: never taken for a default point in this region.
CREATE TABLE trusted_point (region VARCHAR NOT NULL, lon DOUBLE NOT NULL, lat DOUBLE NOT NULL)
