-- Single facts about the store: its version counter, the salt of author keys.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)
