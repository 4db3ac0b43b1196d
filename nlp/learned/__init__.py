"""The trained model of warning signs: which signs a sentence carries, and which of its words say so."""
