((a.cell - $cell_step) | $cell_mask)
