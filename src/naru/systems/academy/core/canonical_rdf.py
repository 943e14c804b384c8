"""A JSON-LD document as canonical N-Quads (RDFC-1.0), refused where a part of it would not be signed.

*Theory of operation.* A term that no context knows is silently dropped by JSON-LD, and a relative type stays out of the
quads: whoever adds such a thing to a signed document changes nothing that is hashed. So both are faults here, as they are
in the safe mode of other implementations.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pyld import jsonld
from pyld.canon import URDNA2015

JSON = dict[str, Any]
Contexts = Mapping[str, JSON]  # by address: the published document


RELATIVE = "relative://here/"  # what a relative name becomes, to be known by


class TermUnknown(ValueError):
    """A term or a type that no context knows; the argument names it."""


class ContextUnknown(ValueError):
    """A context that is not kept here; the argument is its address."""


def canonical_quads(document: JSON, contexts: Contexts) -> str:
    """Raises ``TermUnknown``, ``ContextUnknown``."""
    dropped: list[Any] = []
    missing: list[str] = []
    options = {"documentLoader": _loader(contexts, missing), "base": RELATIVE}
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
        if dropped:
            raise TermUnknown(str(dropped[0]))
        _require_absolute(expanded)
        return str(URDNA2015().main(jsonld.to_rdf(expanded, options), {"format": "application/n-quads"}))
    except jsonld.JsonLdError as error:
        if missing:
            raise ContextUnknown(missing[0]) from None
        raise TermUnknown(str(error).split("\n", maxsplit=1)[0][:200]) from None


def _loader(contexts: Contexts, missing: list[str]) -> Callable[[str, Any], JSON]:
    """Nothing is ever fetched; an address that is not there is noted."""

    def load(address: str, _options: Any) -> JSON:
        if address not in contexts:
            missing.append(address)
            raise jsonld.JsonLdError(address, "jsonld.LoadDocumentError", code="loading document failed")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            "document": contexts[address],
        }

    return load


def _require_absolute(node: Any) -> None:
    """No name that was only resolved against wherever the document happens to lie."""
    if isinstance(node, list):
        for each in node:
            _require_absolute(each)
    elif isinstance(node, dict):
        for each in node.values():
            _require_absolute(each)
    elif isinstance(node, str) and node.startswith(RELATIVE):
        raise TermUnknown(node.removeprefix(RELATIVE))
