"""How warnings reach those who can act: routing, notes, and the ways out. Off until a mission names a channel."""
