"""The store of places: read from gazetteers of several makers, merged, looked up by name, code or position."""
