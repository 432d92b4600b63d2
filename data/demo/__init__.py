"""The demonstration: a synthetic region, its live feed, and how both get into a store."""
