"""What the search box finds of firms: firms by what they do, problems, calls."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.clock import in_city
from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.systems.firms.reads import calls as call_reads
from naru.systems.firms.reads import directory
from naru.systems.firms.reads import problems as problem_reads


def firms(_person: Person) -> Iterator[FindableThing]:
    for each in directory.cards():
        said = f"{each.what} {each.needs}"
        yield FindableThing(
            title=each.organisation.name,
            text=Words(said, said),
            note=Words("데이터 기업", "Data firm"),
            address=reverse("firms:firm", args=[each.organisation.slug]),
        )


def problems(_person: Person) -> Iterator[FindableThing]:
    for each in problem_reads.problems():
        yield FindableThing(
            title=Words(each.title, each.title),
            text=Words(each.text, each.text),
            note=each.state.words,
            address=reverse("firms:problem", args=[each.id]),
        )


def calls(_person: Person) -> Iterator[FindableThing]:
    for each in call_reads.calls():
        day = f"{in_city(each.closes):%Y-%m-%d}"
        yield FindableThing(
            title=each.title,
            text=each.summary,
            note=Words(f"접수 마감 {day}", f"closes {day}"),
            address=reverse("firms:call", args=[each.id]),
        )
