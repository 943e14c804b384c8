"""A thing of any package is named by its kind and id; its own package says its title and address, to whoever may see it."""

import pytest

from naru.base.jobs import actions as jobs
from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.ref import Ref, RefView
from naru.base.kit.ref_views import view_of
from naru.base.kit.words import Words
from naru.data.files import content
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from tests import work
from tests.personas import Organisations
from tests.tables import publish_table

pytestmark = pytest.mark.django_db


def test_a_dataset_is_named_to_whoever_may_read_it(minji: Person, outsider: Person) -> None:
    opened = Ref("dataset", publish_table("공영주차장").dataset_id)
    draft = Ref("dataset", publish_table("초안", publish=False).dataset_id)
    title = Words("공영주차장", "공영주차장")
    assert view_of(opened, ANONYMOUS) == RefView(title=title, address=f"/datasets/{opened.id}/")
    assert view_of(draft, outsider) is None
    assert view_of(draft, minji) is not None


def test_a_job_is_named_to_whoever_asked_for_it_and_to_officers(minji: Person, junho: Person, outsider: Person) -> None:
    job = Ref("job", jobs.start(work.add, {"a": 1, "b": 2}, by=junho.id))
    routine = Ref("job", jobs.start(work.add, {"a": 1, "b": 2}))
    seen = RefView(title=Words("더하기", "Add"), address=f"/jobs/{job.id}/")
    assert (view_of(job, minji), view_of(job, junho)) == (seen, seen)
    assert (view_of(job, outsider), view_of(job, ANONYMOUS), view_of(routine, ANONYMOUS)) == (None, None, None)


def test_a_load_is_named_to_whoever_brought_it(junho: Person, outsider: Person, organisations: Organisations) -> None:
    file, request = (
        content.take_bytes("이름\n가\n".encode(), "새.csv"),
        LoadRequest(organisation=organisations.seller.id),
    )
    origin = ingest.upload_origin(file.name, request, junho)
    load = Ref("load", ingest.start_load(file, origin, request, by=junho))
    assert view_of(load, junho) == RefView(title=Words("새.csv", "새.csv"), address=f"/ingest/loads/{load.id}/")
    assert view_of(load, outsider) is None


def test_an_organisation_is_named_to_everyone(organisations: Organisations) -> None:
    city = Ref("organisation", organisations.city.id)
    title = Words("부산광역시", "Busan Metropolitan City")
    assert view_of(city, ANONYMOUS) == RefView(title=title, address="/organisations/busan/")


@pytest.mark.parametrize("kind", ["dataset", "job", "load", "feed", "organisation", "publisher", "unheard of"])
def test_what_is_not_there_or_not_known_has_no_view(kind: str, minji: Person) -> None:
    assert view_of(Ref(kind, "nothing"), minji) is None
