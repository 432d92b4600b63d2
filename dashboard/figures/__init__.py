"""Pure functions: answers in, figures and small drawings out."""
