SELECT code, name, tz, is_default, synthetic, fed_at FROM region ORDER BY is_default DESC, code
