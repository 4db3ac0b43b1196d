"""The detectors, one file each; `patterns.registry` finds them by path."""
