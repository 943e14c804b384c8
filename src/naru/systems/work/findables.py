"""What the search box finds of paid work: jobs that give out work."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.systems.work.core.states import JobState
from naru.systems.work.reads import jobs as reads


def jobs(person: Person) -> Iterator[FindableThing]:
    for each in reads.jobs(person):
        if each.state is JobState.OPEN:
            kind = each.kind.words
            yield FindableThing(
                title=each.title,
                text=each.guide,
                note=Words(f"{kind.ko}, {each.rules.by.words.ko} {each.won:,}원", f"{kind.en}, {each.won:,} won"),
                address=reverse("work:job", args=[each.id]),
            )
