"""Screens and the web interface: asks `data` questions and draws the answers."""
