"""Thin async adapters: read the state, ask one question, hand back one part."""
