"""The morning page: one self-contained HTML file of warnings, map, timeline, threads and gaps."""
