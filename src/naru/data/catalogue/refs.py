"""Datasets, versions, requests about them and publishers as others name them: what they are called, where they are looked at, who may see them."""

from urllib.parse import urlencode

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref, RefView
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import policy, reads
from naru.data.catalogue.core.values import VersionId
from naru.data.catalogue.models import Disclosure, TableVersion
from naru.data.catalogue.search import counts


def dataset(dataset_id: str, person: Person) -> RefView | None:
    """None for those who may not read it."""
    try:
        found = reads.dataset(dataset_id, person)
    except Refused:
        return None
    said = found.description
    title = Words(said.title, said.title_en or said.title)
    return RefView(title=title, address=reverse("catalogue:dataset", args=[found.id]))


def publisher(slug: str, person: Person) -> RefView | None:
    """None where nothing of it is the person's to read."""
    try:
        found = counts.publisher(slug, person)
    except Refused:
        return None
    return RefView(title=found.words, address=reverse("catalogue:publisher", args=[found.slug]))


def version(version_id: str, person: Person) -> RefView | None:
    """The page where it is withdrawn or shown again; None for those who may not edit its dataset."""
    row = TableVersion.objects.filter(id=VersionId(version_id)).select_related("table").first()
    if row is None:
        return None
    try:
        dataset_ = reads.dataset(row.table.dataset_id, person)
    except Refused:
        return None
    if not policy.may_edit(person, dataset_.rights):
        return None
    address = reverse("catalogue:version", args=[dataset_.id, row.number])
    title = Words(f"{row.table.name} · {row.number}번 버전", f"{row.table.name} · version {row.number}")
    return RefView(title=title, address=f"{address}?{urlencode({'table': row.table.sql_name})}")


def entitlement(entitlement_id: str, person: Person) -> RefView | None:
    """The dataset that it opens; None for those who may not see the entitlement or that dataset."""
    try:
        found = reads.entitlement(entitlement_id, person)
    except Refused:
        return None
    view = dataset(found.dataset_id, person)
    if view is None:
        return None
    title = Words(f"{view.title.ko} 이용권", f"Entitlement to {view.title.en}")
    return RefView(title=title, address=view.address)


def disclosure(disclosure_id: str, person: Person) -> RefView | None:
    """Where the thing stands that it is about; None for those who may not see that."""
    row = Disclosure.objects.filter(id=disclosure_id).first()
    return view_of(Ref(row.subject_kind, row.subject_id), person) if row else None
