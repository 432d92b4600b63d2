-- Of one appeal only its newest state stays staged, at equal versions the later row (a window over three columns, not over all).
DELETE FROM staged WHERE position IN (
    SELECT position FROM staged QUALIFY row_number() OVER (PARTITION BY id ORDER BY version DESC, position DESC) > 1
)
