EXISTS (
    FROM (SELECT unnest($cell_low) AS low, unnest($cell_high) AS high) AS r WHERE a.cell BETWEEN r.low AND r.high
)
