"""Words that send the reader to a citation: "see also", "cf.", "vgl.", "voir", "quoted in"."""

from __future__ import annotations

import re

_ENGLISH = (
    r"see,?(?:\s+(?:also|generally|especially|esp\.|further|in\s+particular|for\s+example|for\s+instance|e\.g\.|eg|"
    r"inter\s+alia|too|now|respectively|now|notably),?)*|"
    r"but\s+(?:see|cf\.?)|cf\.?|compare|contrast|accord|contra|per\s+contra|e\.g\.,?|for\s+(?:example|instance),?|"
    r"i\.e\.|also|with\s+reference\s+to|(?-i:with|generally|especially|in\s+particular|notably|similarly|likewise|"
    r"further|more\s+(?:generally|recently)|most\s+recently|inter\s+alia|respectively|following)|"
    r"quot(?:ed|ing)(?:\s+(?:in|from|by))?|cit(?:ed|ing)(?:\s+(?:in|by|from))?|(?:reprinted|excerpted)\s+(?:in|as)|"
    r"overruled(?:\s+in\s+part)?\s+by|discussing|discussed\s+in|to\s+the\s+(?:same|contrary)(?:\s+effect)?,?|"
    r"(?:on|for|as\s+to|regarding|concerning|about|in\s+relation\s+to)\s+[^.;]{3,110}?,?\s+(?:see|cf\.)(?:,?\s+(?:also|"
    r"generally|especially|further|for\s+example|e\.g\.|in\s+particular),?)*"
)
_GERMAN_MORE = (
    r"(?:auch|etwa|dazu|hierzu|zu[mr]?\s+Ganzen|nur|z\.\s?B\.|u\.\s?a\.|insbes\.|insbesondere|ferner|statt\s+vieler|"
    r"statt\s+aller|oben|allgemein|ausführlich|im\s+Einzelnen|bereits|schon|zuletzt|grundlegend|beispielsweise|"
    r"jetzt|nunmehr|weiterhin|demgegenüber|dagegen)"
)
_GERMAN = (
    rf"vgl\.?(?:\s+{_GERMAN_MORE})*:?|vergleiche|siehe(?:\s+{_GERMAN_MORE})*|s\.\s+{_GERMAN_MORE}|"
    rf"so(?:\s+{_GERMAN_MORE})+|(?-i:So|so)(?=\s+[A-ZÄÖÜ][\w/-]+\s\(?\d{{4}})|dazu|hierzu|ähnlich|ebenso|ebenfalls|etwa|(?-i:{_GERMAN_MORE})|"
    r"ausführlich(?:er)?(?:\s+(?:bei|dazu|hierzu))?|anders|sowie|dagegen|hingegen|demgegenüber|eingehend|umfassend|"
    r"näher|a\.\s?A\.|a\.\s?M\.|anderer\s+Ansicht|krit(?:\.|isch)(?:\s+(?:dazu|hierzu))?|"
    r"zum\s+(?:Folgenden|Ganzen|Weiteren)|zust(?:\.|immend)|abl(?:\.|ehnend)|weitere\s+Nachweise\s+bei|Nachweise\s+bei|"
    r"zit(?:iert)?\.?\s+(?:nach|bei)|nach|(?-i:bei)|(?:wieder)?abgedruckt\s+in:?|"
    r"(?:zu[mr]?|für|über)\s+[^.;]{3,120}?\s+(?:vgl\.|siehe|(?-i:s\.)(?=\s[a-zA-Z]))"
    rf"(?:\s+{_GERMAN_MORE})*"
)
_ROMANCE = (
    r"voir(?:\s+(?:aussi|notamment|par\s+exemple|surtout|en\s+particulier))*|v\.(?:\s+(?:aussi|notamment|not\.|spéc\.))+|"
    r"v\.(?=\s+[A-ZÀ-Þ])|comp\.|en\s+ce\s+sens,?|dans\s+le\s+même\s+sens,?|"
    r"(?:sur|pour)\s+[^.;]{3,100}?,?\s+(?:voir|cf\.|v\.)(?:\s+(?:aussi|notamment))*|"
    r"vedi(?:\s+anche)?|si\s+veda(?:no)?(?:\s+anche)?|cfr\.?(?:\s+anche)?|"
    r"(?:su|sul|sulla|sui|per)\s+[^.;]{3,100}?,?\s+(?:cfr\.|si\s+veda|vedi|v\.)(?:\s+anche)?|"
    r"véase(?:\s+también)?|véanse|vid\.|ver|(?:sobre|para)\s+[^.;]{3,100}?,?\s+(?:véase|véanse|vid\.|cfr\.)"
    r"(?:\s+también)?|cité\s+(?:par|dans)|citato\s+in|citado\s+(?:en|por)|"
    r"zob\.(?:\s+też)?|por\.|zie(?:\s+ook)?"
)
SIGNAL = re.compile(rf"(?:(?:{_ENGLISH}|{_GERMAN}|{_ROMANCE})(?:\s*:|,)?\s+)+", re.IGNORECASE)
INNER_SIGNAL = re.compile(
    r"(?:,|\bbut|–|—|\(|\s)\s*(?:see(?:,?\s+(?:also|generally|for\s+example|e\.g\.|further))?|cf\.|"
    rf"vgl\.(?:\s+{_GERMAN_MORE})*|siehe(?:\s+{_GERMAN_MORE})*|voir(?:\s+(?:aussi|notamment))?|cfr\.(?:\s+anche)?|"
    r"si\s+veda(?:no)?(?:\s+anche)?|véase(?:\s+también)?|vid\.)"
    r"\s*[:,]?\s+(?=(?:[a-zà-ÿ]{1,3}\s)?[A-ZÀ-Þ“\"‘«*])"
    # "is developed in H. Genn, Paths to Justice"
    r"|(?<=[a-zà-ÿ])\s(?:in|by|of|bei|von)\s+(?=(?:[A-Z]\.[\s-]?){1,3}[A-ZÀ-Þ][\w’'-]+"
    r"(?:\s(?:and|und|&)\s(?:[A-Z]\.[\s-]?)+[A-ZÀ-Þ][\w’'-]+)?,\s)"
)
