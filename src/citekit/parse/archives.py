"""Words of archives: boxes, folders, papers, record groups."""

from __future__ import annotations

import re

ARCHIVAL = re.compile(
    r"\b(?:[Bb]ox|[Ff]older|[Rr]eel|Papers|MSS?\.?|fols?\.|Record Office|Archives?|Bundesarchiv|Archivio|Bestand|"
    r"busta|"
    r"Nachla(?:ss|ß)|RG \d|FO \d|CAB \d|Bl\.)"
)
"""A word that only an archival source prints."""

ARCHIVE = re.compile(
    r"(?<=[,;.]\s)(?:[Bb]ox|[Ff]older|[Ff]ile|[Rr]eel|MSS?\.?|RG|FO|CAB|Bestand|busta|[Nn]achla(?:ss|ß)|"
    r"[^,;.]*\bPapers\b|"
    r"[^,;.]*\b(?:Archives?|Archivio|Archiv|Bundesarchiv)\b).*?(?=[.;\s]*$)",
    re.DOTALL,
)
"""Where the source is kept, from its first word to the end of the citation."""
