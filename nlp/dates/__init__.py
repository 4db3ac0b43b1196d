"""Dates and hours in field texts, English and French, read relative to the day of the report."""
