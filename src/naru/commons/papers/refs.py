"""A paper as others name it."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers import reads


def paper(paper_id: str, person: Person) -> RefView | None:
    """To whoever may see what it is about."""
    try:
        found = reads.paper(paper_id, person)
    except Refused:
        return None
    title = Words(f"문서: {found.title.ko} {found.number}", f"Paper: {found.title.en} {found.number}")
    return RefView(title=title, address=reverse("papers:pdf", args=[paper_id]))
