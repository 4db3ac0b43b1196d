"""Reads places, actors, dates, numbers, warning signs and events out of reports, with spaCy."""
