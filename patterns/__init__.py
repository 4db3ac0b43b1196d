"""Patterns over place and time, and the warnings that are raised from them."""
