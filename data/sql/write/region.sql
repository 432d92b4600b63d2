INSERT INTO region (code, name, tz, is_default, synthetic) VALUES ($code, $name, $tz, $is_default, $synthetic)
ON CONFLICT (code) DO UPDATE SET
    name = excluded.name, tz = excluded.tz, synthetic = region.synthetic OR excluded.synthetic,
    is_default = region.is_default OR excluded.is_default
