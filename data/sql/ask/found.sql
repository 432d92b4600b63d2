SELECT count(*) AS found FROM found
