-- A few records are read faster from a table of the database's own.
CREATE OR REPLACE TEMP TABLE staged_few AS SELECT * FROM ready
