"""Measuring on labelled data, beside plain baselines in the same run."""
