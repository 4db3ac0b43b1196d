"""How the model of warning signs is trained: invented texts, the recipe, and its score."""
