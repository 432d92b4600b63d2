a.problem = (
    SELECT p.problem FROM appeal AS p
    WHERE p.id = (md5_number($source_name || chr(31) || $external_id) & 18446744073709551615::UHUGEINT)::UBIGINT
)
