SELECT count(*) - count(DISTINCT (source, external_id)) AS off FROM appeal
