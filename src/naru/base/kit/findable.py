"""What the search box finds beside datasets: offers, challenges, courses, as their own packages tell them."""

from dataclasses import dataclass

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FindableThing:
    """A thing that somebody may know of; ``note`` stands beside its title in a list: a price, a deadline."""

    title: Words
    text: Words  # what else is said of it, looked through as the title is
    note: Words
    address: str
