"""Who supplies whom, from every package that counts supplies."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.people.core.values import Organisation
from naru.systems.firms.core import ecosystem
from naru.systems.firms.models import Profile
from naru.systems.firms.reads.directory import countable


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecosystem:
    """``hidden`` supplies are between organisations of which one does not show its partners."""

    picture: ecosystem.Picture
    names: Mapping[str, Organisation]
    shown: int
    hidden: int

    @property
    def nodes(self) -> list[tuple[ecosystem.Node, Organisation]]:
        return [(node, self.names[node.id]) for node in self.picture.nodes]

    @property
    def lines(self) -> list[tuple[Words, Words, int]]:
        """Who, to whom, how many; the most first."""
        arcs = sorted(self.picture.arcs, key=lambda arc: (-arc.count, arc.seller, arc.buyer))
        return [(self.names[arc.seller].name, self.names[arc.buyer].name, arc.count) for arc in arcs]


def ecosystem_now() -> Ecosystem:
    supplies: dict[tuple[str, str], int] = {}
    for rows in countable().values():
        for pair, count in rows.between().items():
            supplies[pair] = supplies.get(pair, 0) + count
    open_ids = set(Profile.objects.filter(shows_partners=True).values_list("organisation_id", flat=True))
    shown = {pair: count for pair, count in supplies.items() if set(pair) <= open_ids}
    named = {each for pair in shown for each in pair}
    return Ecosystem(
        picture=ecosystem.picture(shown),
        names={each.id: each for each in people.organisations(named)} if named else {},
        shown=sum(shown.values()),
        hidden=sum(supplies.values()) - sum(shown.values()),
    )
