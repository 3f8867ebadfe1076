"""Recognisers of what has a grammar of its own: dates, links, numbers, marks, signals, shelf marks."""
