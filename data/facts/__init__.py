"""Narrow facts in memory: the appeals as sorted columns of small numbers, and compiled loops that answer from them."""
