"""The contracts between the stages: typed items, ports, settings and errors. Imports nothing of ours."""
