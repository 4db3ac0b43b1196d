"""What officers act on, each a pure function of what the index holds for one access profile at one moment."""
