"""What the search box finds beside datasets, of every kind that an installed package declares."""

from collections.abc import Callable, Iterable
from pkgutil import resolve_name

from django.urls import reverse

from naru.base.kit.findable import FindableThing
from naru.base.kit.installed import findables
from naru.base.kit.person import Person
from naru.base.kit.system import Findable
from naru.data.catalogue.core.query_plan import Plan, understood
from naru.data.catalogue.core.things_beside import KindBeside, things_beside


def beside(text: str, person: Person, *, language: str = "ko") -> tuple[KindBeside, ...]:
    """The kinds of which something that the person may know of fits, in their order; nothing for an empty text."""
    plan = understood(text)
    if plan.is_empty:
        return ()
    kinds = (_kind(each, plan, person, language) for each in findables())
    return tuple(kind for kind in kinds if kind.total)


def _kind(findable: Findable, plan: Plan, person: Person, language: str) -> KindBeside:
    things: Callable[[Person], Iterable[FindableThing]] = resolve_name(findable.things)
    total, hits = things_beside(plan, things(person), language=language)
    return KindBeside(name=findable.name, words=findable.words, address=reverse(findable.url), total=total, hits=hits)
