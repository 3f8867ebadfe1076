"""The commands: name, module, and the line that ``citekit --help`` shows."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("citekit.cli.init", "Begin a project: write a commented citekit.toml."),
    "build": ("citekit.cli.build", "The whole way, for the project that citekit.toml describes."),
    "extract": ("citekit.cli.extract", "Find a paper's notes, works cited, citations and references."),
    "parse": ("citekit.cli.parse", "Read printed references, one a line, into records."),
    "dedupe": ("citekit.cli.dedupe", "Find duplicates and related works."),
    "merge": ("citekit.cli.merge", "Merge duplicates in a library, with a journal."),
    "undo": ("citekit.cli.undo", "Take a merge back."),
    "check-links": ("citekit.cli.check_links", "Check that every link still leads where it should."),
    "audit": ("citekit.cli.audit", "Say what is wrong with a paper's references."),
    "explain": ("citekit.cli.explain", "Say what a finding means and what to do."),
    "restyle": ("citekit.cli.restyle", "Set a paper's citations in another style."),
    "bibliography": ("citekit.cli.bibliography", "Format references as a bibliography in a CSL style."),
    "cite": ("citekit.cli.cite", "Format citations in a CSL style."),
    "page": ("citekit.cli.page", "Write the library as one web page to search, filter and copy from."),
    "render": ("citekit.cli.render", "Render a document with citations: a template or Markdown."),
    "cited": ("citekit.cli.cited", "List the keys that a document cites."),
    "export": ("citekit.cli.export", "Convert references: BibTeX, BibLaTeX, CSL-JSON and more."),
    "convert": ("citekit.cli.export", "Convert references: BibTeX, BibLaTeX, CSL-JSON and more."),
    "lookup": ("citekit.cli.lookup", "Find the record of a DOI, ISBN, arXiv id, PMID or title; fill in records."),
    "verify": ("citekit.cli.verify", "Compare records with what their identifiers resolve to."),
    "lint": ("citekit.cli.lint", "Find what breaks papers in bibliography files, and fix what is safe."),
    "styles": ("citekit.cli.styles", "List the citation styles that can be rendered."),
    "doctor": ("citekit.cli.doctor", "Say what is installed and what is missing."),
}
