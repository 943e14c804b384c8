"""What changed between two descriptions, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from naru.base.kit.words import Words
from naru.data.catalogue.core.states import ACCESS_WORDS, STATE_WORDS, Access
from naru.data.catalogue.core.values import Description, Difference, Revision
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES, place_words

FIELD_WORDS: dict[str, Words] = {
    "title": Words("제목", "Title"),
    "title_en": Words("영문 제목", "English title"),
    "description": Words("설명", "Description"),
    "description_en": Words("영문 설명", "English description"),
    "publisher": Words("제공기관", "Publisher"),
    "themes": Words("분야", "Themes"),
    "keywords": Words("키워드", "Keywords"),
    "licence": Words("이용허락", "Licence"),
    "frequency": Words("갱신 주기", "Update frequency"),
    "place": Words("지역", "Place"),
    "period_start": Words("기간 시작", "Period from"),
    "period_end": Words("기간 끝", "Period to"),
    "contact": Words("문의처", "Contact"),
    "landing_page": Words("원본 페이지", "Landing page"),
    "issued": Words("등록일", "Issued"),
    "modified": Words("수정일", "Modified"),
    "state": Words("상태", "State"),
    "access": Words("공개 범위", "Access"),
    "grant": Words("이용 허가", "Grant"),
    "distributions": Words("배포 파일", "Distributions"),
}


def differences(before: Description | None, after: Description) -> tuple[Difference, ...]:
    """The fields that differ, in the description's own order; of a first description all that say something."""
    found = []
    for field in fields(Description):
        old = _readable(getattr(before, field.name)) if before else ""
        new = _readable(getattr(after, field.name))
        if old != new:
            found.append(Difference(field=field.name, before=old, after=new))
    return tuple(found)


OPENS = {
    "dataset.published": True,
    "dataset.harvested": True,
    "dataset.returned": False,
    "dataset.withdrawn": False,
}
GRANTING = frozenset({"dataset.granted", "dataset.grant_revoked"})


ACCESS_SAID = {words.ko: access for access, words in ACCESS_WORDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a history's reader may know: all of it, to whom it is granted, and what was said under which access."""

    is_insider: bool
    may_edit: bool
    reads: frozenset[Access]


def told(revisions: Sequence[Revision], reader: Reader, *, access: Access) -> list[Revision]:
    """The history (newest first) without what was never the reader's to know; ``access`` is today's.

    To whom a dataset is granted is told to those who may edit it; what was said of it while the reader could not have
    read it, to its own people: others are told that something was done, and not what was taken back before that.
    """
    oldest_first = revisions[::-1]
    steps = [step for revision in oldest_first if (step := _access_step(revision))]
    then = ACCESS_SAID.get(steps[0].before, access) if steps else access
    found, is_published = [], False
    for revision in oldest_first:
        is_published = OPENS.get(revision.verb, is_published)
        if step := _access_step(revision):
            then = ACCESS_SAID.get(step.after, then)
        if not reader.is_insider and not (is_published and then in reader.reads):
            moves = tuple(each for each in revision.differences if each.field == "state")
            revision = replace(revision, differences=moves)
        if reader.may_edit or revision.verb not in GRANTING:
            found.append(revision)
    return found[::-1]


def _access_step(revision: Revision) -> Difference | None:
    return next((each for each in revision.differences if each.field == "access"), None)


def _readable(value: Any) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)


def shown(field: str, value: str) -> Words:
    """A stored value as people read it: codes become their words."""
    match field:
        case "licence" if value in LICENCES:
            return LICENCES[value].words
        case "frequency" if value in FREQUENCIES:
            return FREQUENCIES[value].words
        case "themes":
            found = [THEMES[code].words for code in value.split(", ") if code in THEMES]
            return Words(", ".join(words.ko for words in found), ", ".join(words.en for words in found))
        case "state" | "access":  # kept as the Korean word that it had then
            known = (STATE_WORDS if field == "state" else ACCESS_WORDS).values()
            return next((words for words in known if words.ko == value), Words(value, value))
        case "place":
            return place_words(value)
        case _:
            return Words(value, value)
