((a.cell - $cell_step) | $cell_mask) IN (SELECT unnest($only_cells))
