"""Notes into citations and commentary, and short forms to the works they point to."""
