"""Grammars that read a whole citation, or the part of one that its marks make certain."""
