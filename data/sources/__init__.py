"""How each kind of file is read and how its columns become an Appeal."""
