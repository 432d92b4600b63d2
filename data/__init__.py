"""Appeals: how they come in, are checked and placed, kept and asked about. Knows nothing of screens."""
