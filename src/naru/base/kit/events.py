"""News that travels up: what a package tells whoever stands above it, without knowing them.

A package derives its own from ``Event``, names them in ``SYSTEM.events`` and publishes them (``base.events``); a higher package
subscribes in its ``system.py``.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to one thing: ids and facts, never a value of what is sealed.

    ``NAME`` and ``KIND`` are for ever: events wait in the database under them. A field that a later release adds needs a
    default, so that what waited before can be read.
    """

    NAME: ClassVar[str]  # "catalogue.dataset_published"
    KIND: ClassVar[str]  # of the thing, as in a ``Ref``
    id: str  # of the thing: events of one thing arrive in the order in which they were published
    at: datetime
