SELECT count(*) FROM judged WHERE is_default <> was_default
