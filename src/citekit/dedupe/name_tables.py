"""Words that names are read by: countries and what is of them, usual short forms of given names."""

from __future__ import annotations

from citekit.dedupe.folding import canonical, squash

DEMONYMS = {
    canonical(one): canonical(other)
    for one, other in {
        "japanese": "japan", "chinese": "china", "french": "france", "german": "germany", "british": "uk",
        "britain": "uk", "england": "uk", "american": "us", "usa": "us", "russian": "russia", "korean":
        "korea", "italian": "italy", "spanish": "spain", "indian": "india", "australian": "australia",
        "canadian": "canada", "dutch": "netherlands", "polish": "poland", "swedish": "sweden", "turkish":
        "turkey", "defense": "defence", "vietnamese": "vietnam", "brazilian": "brazil", "mexican": "mexico",
        "israeli": "israel", "ministers": "minister", "swiss": "switzerland", "danish": "denmark",
        "norwegian": "norway", "finnish": "finland", "greek": "greece", "govt": "government", "dept":
        "department", "univ": "university", "intl": "international", "assoc": "association", "inst":
        "institute", "min": "ministry",
    }.items()
}  # fmt: skip
SHORT_NAMES = {
    squash(short): squash(whole)
    for whole, shorts in {
        "michael": "mike mick", "william": "bill will willy", "robert": "bob rob bobby",
        "james": "jim jimmy jamie", "thomas": "tom tommy", "richard": "dick rick", "leonard": "len lenny",
        "david": "dave", "steven": "steve stephen", "joseph": "joe", "anthony": "tony", "andrew": "andy drew",
        "frederick": "fred", "edward": "ed ted eddie", "ronald": "ron", "donald": "don", "kenneth": "ken",
        "charles": "chuck charlie", "lawrence": "larry laurence", "elizabeth": "liz beth betty",
        "margaret": "peggy maggie meg", "katherine": "kate kathy catherine", "susan": "sue",
        "deborah": "debbie deb", "patricia": "pat patty", "jeffrey": "jeff geoffrey", "gregory": "greg",
        "alexander": "alex sasha", "nicholas": "nick", "samuel": "sam", "benjamin": "ben", "gerald": "jerry",
        "eugene": "gene", "henry": "hank harry", "john": "jack jon", "peter": "pete", "philip": "phil",
        "raymond": "ray", "theodore": "theo", "vincent": "vince", "walter": "walt",
    }.items()
    for short in shorts.split()
}  # fmt: skip
