"""XML as a tree without entities: a DOCTYPE that declares one is refused before it is expanded; comments anywhere."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.json_text import looks_like_html

FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what no XML 1.0 may hold, and some portals send all the same


def read_xml(body: bytes, where: str) -> Element:
    """The root; names are "{namespace}local".

    Raises ``Refused``: ``harvest_xml_entities``, ``harvest_xml_broken`` with line and column, ``harvest_answer_is_html``.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: builder.start(
        _named(name), {_named(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(_named(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refuse_entities(where)
    try:
        parser.Parse(FORBIDDEN.sub(b"", body), True)
    except expat.ExpatError as error:
        if looks_like_html(body):
            raise Refused("harvest_answer_is_html", where=where) from None
        raise Refused(
            "harvest_xml_broken",
            where=where,
            line=error.lineno,
            column=error.offset + 1,
            reason=expat.errors.messages[error.code],
        ) from None
    except (LookupError, ValueError) as error:  # an encoding nobody knows
        raise Refused("harvest_xml_broken", where=where, line=1, column=1, reason=str(error)[:100]) from None
    root = builder.close()
    if local(root).lower() == "html":
        raise Refused("harvest_answer_is_html", where=where)
    return root


def _named(name: str) -> str:
    return "{" + name if "}" in name else name


def _refuse_entities(where: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise Refused("harvest_xml_entities", where=where)

    return refuse


def local(element: Element) -> str:
    """Its name without the namespace."""
    return element.tag.rsplit("}", 1)[-1]


def first(element: Element, *path: str) -> Element | None:
    """The first descendant by local names, one a level: ``first(root, "ListRecords", "resumptionToken")``."""
    for name in path:
        found = next((child for child in element if local(child) == name), None)
        if found is None:
            return None
        element = found
    return element


def every(element: Element, name: str) -> Iterator[Element]:
    """All descendants of that local name, in the document's order."""
    return (each for each in element.iter() if local(each) == name)


def said(element: Element | None, *path: str) -> str:
    """The text of the first descendant on the path, "" for none."""
    found = element if element is None or not path else first(element, *path)
    return "".join(found.itertext()).strip() if found is not None else ""


def says_each(element: Element, name: str) -> list[str]:
    """The texts of all descendants of that name that say something."""
    return [text for each in every(element, name) if (text := said(each))]
