"""Making the labeller's model from labelled references; ``python -m citekit.train`` runs it."""
