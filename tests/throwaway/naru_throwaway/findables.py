"""What the search box finds of boats."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru_throwaway import reads


def boats(_person: Person) -> Iterator[FindableThing]:
    for name in reads.boats():
        yield FindableThing(
            title=Words(name, name),
            text=Words("뱃길을 오가는 배", "A boat on its line"),
            note=Words("떠 있음", "afloat"),
            address=reverse("throwaway:boats"),
        )
