"""What the search box finds of the academy: courses, and exercises that anyone may begin with."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.systems.academy import reads
from naru.systems.academy.core.exercise import Language


def courses(_person: Person) -> Iterator[FindableThing]:
    for each in reads.courses():
        yield FindableThing(
            title=each.title,
            text=_with_skills(each.summary, [skill.name for skill, _ in each.skills]),
            note=Words(f"{each.weeks}주 {each.hours}시간", f"{each.weeks} weeks, {each.hours} hours"),
            address=reverse("academy:course", args=[each.id]),
        )


def exercises(_person: Person) -> Iterator[FindableThing]:
    for each in reads.exercises():
        language = Language(each.language).label
        yield FindableThing(
            title=each.title,
            text=each.question,
            note=Words(f"{each.level}단계, {language}", f"level {each.level}, {language}"),
            address=reverse("academy:exercise", args=[each.slug]),
        )


def _with_skills(summary: Words, skills: list[Words]) -> Words:
    return Words(
        "\n".join([summary.ko, *(each.ko for each in skills)]), "\n".join([summary.en, *(each.en for each in skills)])
    )
