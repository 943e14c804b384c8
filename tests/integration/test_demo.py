"""The sample city is brought in once, whatever happened to the first try."""

import json
from pathlib import Path

import pytest

from naru.base.kit.person import SYSTEM
from naru.base.people import reads as people
from naru.data.catalogue import reads
from naru.data.catalogue.search import counts
from naru.data.ingest.models import Load
from samples import offices
from samples.demo import bring_city
from samples.publishers import PUBLISHERS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small_city(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three samples: an open one, one for a single organisation, one more."""
    samples = offices.all_samples()
    shared = next(sample for sample in samples if sample.shared_with)
    few = [shared, *(sample for sample in samples if not sample.shared_with and not sample.revises)][:3]
    monkeypatch.setattr(offices, "all_samples", lambda: few)


def bring(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert bring_city(as_json=True, again=False)
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def test_the_city_is_brought_in_once_whatever_became_of_the_first_try(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first is killed after the passwords were written and before the accounts were, the third before its last word."""
    folder = home / "sample-city"
    folder.mkdir()
    (folder / "accounts.json").write_text("{}")
    first = bring(capsys)
    assert len(reads.tables_readable(SYSTEM)) == first["tables"]
    assert all(publisher.name_en == PUBLISHERS[publisher.name] for publisher in counts.publishers(SYSTEM))
    emails = {account.email for account in people.accounts("naru.example")}
    assert emails == set(json.loads((folder / "accounts.json").read_text()))

    card, lab = people.organisation_by_slug("naru-card"), people.organisation_by_slug("naru-sangkwon")
    assert reads.kept_by(card.id, SYSTEM) == reads.granted_to(lab.id, SYSTEM) != []

    loads = Load.objects.count()
    assert bring(capsys) == first
    assert Load.objects.count() == loads

    (folder / "loaded.json").unlink()
    again = bring(capsys)
    assert (again["datasets"], again["tables"]) == (first["datasets"], first["tables"])
    assert len(reads.tables_readable(SYSTEM)) == first["tables"]
