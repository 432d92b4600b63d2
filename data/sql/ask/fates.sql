SELECT
    call,
    count(*) FILTER (WHERE fate = 'stored') AS stored,
    count(*) FILTER (WHERE fate = 'updated') AS updated
FROM fate GROUP BY call
