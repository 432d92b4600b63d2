a.cell IS NOT NULL
