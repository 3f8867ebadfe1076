"""TeX's names for accents, letters and symbols, as data.

Sources: *The TeXbook*, appendix B and chapter 9; LaTeX's encoding definitions (T1, TS1).
"""

from __future__ import annotations

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "G": "\u030f",
    "f": "\u0311",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
"""Accent command to combining character."""

BELOW = frozenset("dckb")
"""Accents that leave the dot of an i where it is."""

LETTERS = {
    "ss": "ß",
    "SS": "ẞ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "dj": "đ",
    "DJ": "Đ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "i": "ı",
    "j": "ȷ",
}
"""Letters that are no accented letter, written ``{\\ss}``."""

SYMBOLS = {
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "textellipsis": "…",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textquotesingle": "'",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbullet": "•",
    "textperiodcentered": "·",
    "textdegree": "°",
    "textsection": "§",
    "textparagraph": "¶",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "texteuro": "€",
    "textsterling": "£",
    "textyen": "¥",
    "textcent": "¢",
    "textcurrency": "¤",
    "textdagger": "†",
    "textdaggerdbl": "‡",
    "texttimes": "×",
    "textdiv": "÷",
    "textpm": "±",
    "textmu": "µ",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "textonesuperior": "¹",
    "texttwosuperior": "²",
    "textthreesuperior": "³",
    "textlnot": "¬",
    "textbrokenbar": "¦",
    "textnumero": "№",
    "textperthousand": "‰",
    "textminus": "−",
    "textrightarrow": "→",
    "textleftarrow": "←",
    "textinterrobang": "‽",
    "textinterrobangdown": "⸘",
    "textnonbreakinghyphen": "\u2011",
    "textasciidieresis": "¨",
    "textasciimacron": "¯",
    "textasciiacute": "´",
}
"""Symbols that the writer names like this."""

READ_SYMBOLS = {
    "ldots": "…",
    "dots": "…",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "dag": "†",
    "ddag": "‡",
    "aa": "å",
    "AA": "Å",
    "textendash": "–",
    "textemdash": "—",
    "textunderscore": "_",
    "textdollar": "$",
    "textasteriskcentered": "*",
    "textampersand": "&",
    "textpercent": "%",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "glq": "‚",
    "grq": "‘",
    "lq": "‘",
    "rq": "’",
    "textcommabelow": "\u0326",
    "textnumero": "№",
    "nobreakspace": "\u00a0",
    "thinspace": "\u2009",
    "quad": "\u2003",
    "qquad": "\u2003",
    "enspace": "\u2002",
    "textvisiblespace": "␣",
    "slash": "/",
    "colon": ":",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "bibrangedash": "–",
    "bibopenbracket": "[",
    "bibclosebracket": "]",
    "bibopenparen": "(",
    "bibcloseparen": ")",
    "lbrack": "[",
    "rbrack": "]",
    "lbrace": "{",
    "rbrace": "}",
    "backslash": "\\",
    "space": " ",
}
"""Further names that are read."""

MATH_SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "infty": "∞", "leq": "≤", "geq": "≥", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "subset": "⊂",
    "in": "∈", "sum": "∑", "prod": "∏", "partial": "∂", "nabla": "∇", "Leftrightarrow": "⇔",
    "Rightarrow": "⇒", "leftrightarrow": "↔", "prime": "′", "circ": "∘", "ell": "ℓ",
}  # fmt: skip
"""Symbols of mathematics, written ``\\ensuremath{\\alpha}``."""

STYLES = {
    "textit": ("<i>", "</i>"),
    "textsl": ("<i>", "</i>"),
    "emph": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"),
    "mkbibitalic": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "mkbibbold": ("<b>", "</b>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "mkbibsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "mkbibsubscript": ("<sub>", "</sub>"),
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
"""Commands with one argument, and what stands around it in CSL-JSON's markup."""

DECLARATIONS = {
    "it": "textit",
    "itshape": "textit",
    "sl": "textit",
    "slshape": "textit",
    "em": "textit",
    "bf": "textbf",
    "bfseries": "textbf",
    "sc": "textsc",
    "scshape": "textsc",
}
"""Declarations that hold to the end of their group, and the command that means the same."""

TRANSPARENT = frozenset(
    """
    textrm textsf texttt textup textmd textnormal text mbox hbox fbox ensuremath uppercase MakeUppercase
    lowercase MakeLowercase mkbibname mkbibnamefamily mkbibnamegiven textlatin foreignlanguageless
    """.split()
)
"""Commands whose argument is all that is read."""

IGNORED = frozenset(
    """
    rm rmfamily sf sffamily tt ttfamily up upshape md mdseries normalfont relax protect noopsort null
    xspace selectfont small footnotesize scriptsize large Large noindent unskip allowbreak nolinebreak
    break hfill fill penalty displaystyle textstyle upn bibstring newblock
    """.split()
)
"""Commands that leave nothing in the text."""
