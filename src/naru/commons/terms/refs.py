"""A document as others name it: it is shown where the thing is shown that it belongs to, so it has no page of its own."""

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView


def document(_id: str, _person: Person) -> RefView | None:
    return None
