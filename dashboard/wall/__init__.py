"""The wall: scenes for a screen read from five metres, drawn as trees from the answers to questions."""
