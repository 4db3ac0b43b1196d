"""Decides for each event, apart, whether it is conflict-related sexual violence and whether it is trafficking."""
