"""The whole of Forewarn on one machine without containers: `make stack` and `make stack-down`."""
