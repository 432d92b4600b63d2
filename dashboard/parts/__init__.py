"""One part of a screen a file: answers and the view in, Dash components out."""
