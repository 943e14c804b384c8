"""A thing of any system, named by one that need not know it: ``Ref("dataset", "01J…")``.

A kind is for ever, like the name of a stream in the trail, which it is. ``ref_views.view_of`` shows the thing.
"""

from dataclasses import dataclass

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True)
class Ref:
    """``kind`` is declared in some package's ``SYSTEM.kinds``; ``id`` is that package's own."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefView:
    """How a thing is shown to someone who may see it."""

    title: Words
    address: str
