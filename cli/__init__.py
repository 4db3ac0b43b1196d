"""The `forewarn` command."""
