"""Places: coordinates, hexagonal cells, borders and names. Knows nothing of appeals."""
