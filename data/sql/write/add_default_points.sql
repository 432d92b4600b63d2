INSERT INTO default_point SELECT source, lon, lat FROM judged WHERE is_default AND NOT was_default
