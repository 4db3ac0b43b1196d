"""Real material through the whole pipeline; the data stays where it is, none of it belongs to this repository."""
