"""What a user would pick instead: other engines over the same rows, asked the same questions."""
