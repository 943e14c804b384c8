"""Texts and addresses made fit for any format: what XML forbids and what no IRI may hold never leaves."""

import re
from urllib.parse import quote

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2 Char
XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
NEEDS_ESCAPE = re.compile('[&<>"\r]')
NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|\\\\^`\x7f-\x9f\ud800-\udfff]')
SCHEME = re.compile(r"(?:https?|ftp)://[^/\s]|urn:|mailto:|doi:", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without control characters, half surrogates and non-characters that XML 1.0 forbids."""
    return FORBIDDEN.sub("", text) if FORBIDDEN.search(text) else text


def xml_text(text: str) -> str:
    """As the content of an element, or of an attribute between double quotes."""
    allowed = plain(text)
    return allowed.translate(XML_ESCAPES) if NEEDS_ESCAPE.search(allowed) else allowed


def web_iri(text: str) -> str:
    """A valid IRI, percent-encoded where it must be; "" for what is no address, a machine's path among them."""
    if not SCHEME.match(text):
        return ""
    if not NOT_IN_IRI.search(text):
        return text
    return NOT_IN_IRI.sub(lambda found: quote(found[0], errors="replace"), text.strip())
