"""A named thing is shown by its own package: what it is called, where it is looked at and who may see it.

That is a function for each of its kinds, declared in its ``system.py``.
"""

from functools import cache
from pkgutil import resolve_name

from naru.base.kit.installed import systems
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref, RefView


def view_of(ref: Ref, person: Person) -> RefView | None:
    """How ``person`` may see it; ``None`` where they may not, it is gone, or no installed package knows the kind."""
    path = _kinds().get(ref.kind)
    view: RefView | None = resolve_name(path)(ref.id, person) if path else None
    return view


@cache
def _kinds() -> dict[str, str]:
    return {kind: path for system in systems() for kind, path in system.kinds.items()}
