"""Claims and profiles as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors import reads
from naru.systems.sectors.models import ProfileVersion


def claim(claim_id: str, person: Person) -> RefView | None:
    """To whoever may read its dataset."""
    try:
        dataset, view = reads.claim(claim_id, person)
    except Refused:
        return None
    title = dataset.description.title_en or dataset.title
    return RefView(
        title=Words(f"{dataset.title}: {view.profile.title.ko}", f"{title}: {view.profile.title.en}"),
        address=reverse("sectors:claim", args=[claim_id]),
    )


def profile(profile_id: str, _person: Person) -> RefView | None:
    """Everyone may know of every profile."""
    row = ProfileVersion.objects.filter(id=profile_id).first()
    if row is None:
        return None
    label = f"{row.name} {row.version}"
    return RefView(title=Words(label, label), address=reverse("sectors:profile", args=[row.name]))
