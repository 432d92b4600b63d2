"""The typed questions of the screens, one a file."""
