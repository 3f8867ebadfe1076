"""XML in and out, safely: no document type, no entities of its own, nothing fetched."""

from __future__ import annotations

import re

from lxml import etree

from citekit.errors import SyntaxProblem

Element = etree._Element
etree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[)?", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(text: str) -> Element:
    """Return the root of an XML text.

    Raises SyntaxProblem, with line and column where it is not well-formed, and where a document type declares
    entities: no bibliography needs them, and they can be made to grow without end or to read other files.
    """
    doctype = _DOCTYPE.search(text)
    if doctype and (doctype.group(1) or "<!ENTITY" in text.upper()):
        line = text.count("\n", 0, doctype.start()) + 1
        raise SyntaxProblem("refused: the XML declares entities", line=line, hint="take the DOCTYPE out")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"), count=1).strip()
    try:
        return etree.fromstring(body.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position if error.position else (None, None)
        raise SyntaxProblem(f"not XML: {error.msg}", line=line, column=column) from None


def text_of(element: Element | None) -> str:
    """Return all text within an element, white space joined; of ``None`` nothing."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def find_text(element: Element, path: str) -> str:
    """Return the text of the first element at ``path``."""
    return text_of(element.find(path))


def root(tag: str, namespace: str | None = None) -> Element:
    """Return a new root element."""
    return etree.Element(tag, {"xmlns": namespace} if namespace else {})


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Append an element, with text where there is some; ``type_`` is the attribute ``type``."""
    child = etree.SubElement(parent, tag, {key.rstrip("_"): clean(value) for key, value in attributes.items()})
    if text is not None:
        child.text = clean(text)
    return child


def clean(text: str) -> str:
    """Return ``text`` without the control characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def serialise(document: Element) -> str:
    """Return an XML document, indented."""
    etree.indent(document)
    written: str = etree.tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'
