"""What BibTeX and BibLaTeX share: blocks, values, TeX, names, dates, inheritance, the mapping tables."""
