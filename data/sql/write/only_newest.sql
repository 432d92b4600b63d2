-- Of one appeal in one call only its newest state stays staged, at equal versions the later row.
DELETE FROM staged WHERE position IN (
    SELECT position FROM staged
    QUALIFY row_number() OVER (PARTITION BY id, call ORDER BY version DESC, position DESC) > 1
)
