"""Protection before anything lands: masking, levels, retention, and the suppression of small counts."""
