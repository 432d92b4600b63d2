SELECT count(*) AS turned FROM judged WHERE is_default <> was_default
