"""Places in reports: found in the text, resolved to the map, each with a radius and a reason."""
