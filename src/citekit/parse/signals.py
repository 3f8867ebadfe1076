"""Words that send the reader to a citation: "see also", "cf.", "vgl.", "voir", "quoted in"."""

from __future__ import annotations

import re

_SIGNAL_WORDS = (
    r"see,?(?:\s+(?:also|generally|especially|esp\.|further|in particular|for example|for instance|e\.g\.|"
    r"inter alia|too))*|"
    r"but\s+see|see\s+eg|cf\.?|compare|contrast|accord|contra|e\.g\.,?|for\s+(?:example|instance),?|i\.e\.|also|"
    r"vgl\.?(?:\s+(?:auch|etwa|dazu|hierzu|nur|z\.\s?B\.|u\.\s?a\.|insbes\.|ferner|zum\s+Ganzen|"
    r"statt\s+vieler))*:?|"
    r"siehe(?:\s+(?:auch|dazu|hierzu|etwa|oben))*|"
    r"s\.\s+(?:auch|dazu|hierzu|etwa)|so\s+(?:auch|etwa|z\.\s?B\.)|dazu|hierzu|ähnlich|ebenso|etwa|"
    r"ausführlich(?:er)?(?:\s+bei)?|anders|sowie|grundlegend|dagegen|hingegen|demgegenüber|eingehend|umfassend|"
    r"näher|statt\s+aller|zuletzt|"
    r"a\.\s?A\.|krit(?:\.|isch)(?:\s+(?:dazu|hierzu))?|"
    r"zust\.|"
    r"voir(?:\s+(?:aussi|notamment|par exemple))*|v\.\s+aussi|vedi(?:\s+anche)?|si\s+veda(?:no)?(?:\s+anche)?|"
    r"cfr\.?(?:\s+anche)?|"
    r"véase(?:\s+también)?|véanse|ver|zob\.(?:\s+też)?|por\.|zie(?:\s+ook)?|"
    r"with\s+reference\s+to|quoted\s+(?:in|from|by)|cited\s+(?:in|by)|zit(?:iert)?\.?\s+nach|nach|"
    r"cité\s+(?:par|dans)|citato\s+in|"
    r"reprinted\s+in|on\s+this,?\s+see|for\s+[^.;]{3,80},\s+see(?:\s+also)?"
)
SIGNAL = re.compile(rf"(?:(?:{_SIGNAL_WORDS})(?:\s*:|,)?\s+)+", re.IGNORECASE)
INNER_SIGNAL = re.compile(
    r"(?:,|\bbut|–|—|\(|\s)\s*(?:see(?:,?\s+(?:also|generally|for\s+example|e\.g\.))?|cf\.|vgl\.(?:\s+(?:auch|"
    r"etwa|hierzu|dazu))*|"
    r"siehe(?:\s+auch)?|voir(?:\s+aussi)?|cfr\.)\s*[:,]?\s+(?=(?:[a-zà-ÿ]{1,3}\s)?[A-ZÀ-Þ“\"‘«*])"
    # "is developed in H. Genn, Paths to Justice"
    r"|(?<=[a-zà-ÿ])\s(?:in|by|of|bei|von)\s+(?=(?:[A-Z]\.[\s-]?){1,3}[A-ZÀ-Þ][\w’'-]+"
    r"(?:\s(?:and|und|&)\s(?:[A-Z]\.[\s-]?)+[A-ZÀ-Þ][\w’'-]+)?,\s)"
)
