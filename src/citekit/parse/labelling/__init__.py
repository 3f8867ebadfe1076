"""The statistical labeller: tokens, their features, and the fields it gives them."""
