"""A version is destroyed for good: rows, original and every backup of them; killed anywhere, the next one finishes it."""

import json
import signal
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction

from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.models import TableVersion
from naru.data.files import content, erasing, keystore
from naru.data.files import reads as files
from naru.data.files.core.erasure import ErasureState
from naru.data.files.subjects import of_content
from naru.data.ingest.originals import originals
from naru.data.lake.values import TableRef
from tests.commands import Machine
from tests.tables import publish_table

WHY = {"basis": "개인정보 보호법 21", "reason": "보유 기간이 끝남"}


def withdrawn() -> TableVersion:
    """A version of four rows that is shown no more."""
    table = publish_table("주차장")
    version = TableVersion.objects.get(table_id=table.id)
    TableVersion.objects.filter(id=version.id).update(sha256=content.take_bytes(b"a,b\n1,2\n", "a.csv").sha256)
    actions.withdraw_version(version.id, reason="틀림", by=SYSTEM)
    return TableVersion.objects.get(id=version.id)


@pytest.mark.django_db(transaction=True)
def test_rows_original_and_keys_are_gone_and_certified() -> None:
    version = withdrawn()
    key_id, _ = keystore.key_of(of_content(version.sha256))  # as a backup would have made it
    erasure = actions.erase_version(version.id, by=SYSTEM, **WHY)
    assert erasure is not None
    assert reads.lake().own_files(_ref(version)) != []
    assert not content.path_of(version.sha256).exists()
    assert all(not path.exists() for path in reads.lake().local_files(_ref(version)))
    assert keystore.is_destroyed(key_id)
    found = files.erasure(erasure.id, SYSTEM)
    assert found.state is ErasureState.ERASED
    assert found.certificate is not None
    assert found.certificate.keys[of_content(version.sha256)] == key_id
    verbs = {record.verb: record for record in trail.of_subject(erasure.id)}
    assert verbs["erasure.done"].facts["certificate"] == found.certificate.digest
    left = TableVersion.objects.get(id=version.id)
    assert (left.state, left.columns, left.rows) == (VersionState.ERASED, [], 4)
    assert [original.sha256 for original in originals() if not original.is_there()] == []


def _ref(version: TableVersion) -> TableRef:
    return TableRef(version.table_id, version.lake_version)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "code"),
    [("live", "version_is_not_held"), ("held", "version_is_not_held"), ("rejected", None), ("withdrawn", None)],
)
def test_only_what_is_shown_to_nobody_is_destroyed(state: str, code: str | None) -> None:
    version = withdrawn()
    TableVersion.objects.filter(id=version.id).update(state=state)
    if code is None:
        assert actions.erase_version(version.id, by=SYSTEM, **WHY) is not None
        return
    with pytest.raises(Refused) as refused:
        actions.erase_version(version.id, by=SYSTEM, **WHY)
    assert refused.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(("basis", "reason"), [("", "왜"), ("법", " "), ("법" * 301, "왜"), ("법", "왜" * 301)])
def test_without_a_law_and_a_reason_nothing_is_destroyed(basis: str, reason: str) -> None:
    version = withdrawn()
    with pytest.raises(Refused) as refused, transaction.atomic():
        actions.erase_version(version.id, basis=basis, reason=reason, by=SYSTEM)
    assert refused.value.code == "erasure_needs_basis"
    assert content.path_of(version.sha256).exists()


@pytest.mark.django_db
def test_an_outsider_and_a_steward_are_refused(outsider: Person, junho: Person) -> None:
    version = withdrawn()
    with pytest.raises(Refused) as refused:
        actions.erase_version(version.id, by=outsider, **WHY)
    assert refused.value.code == "forbidden"
    with pytest.raises(Refused) as refused:
        erasing.decide_erasure(Ref("version", version.id), [], by=junho, **WHY)
    assert refused.value.code == "forbidden"


@pytest.mark.django_db(transaction=True)
def test_an_original_that_another_version_was_read_from_stays() -> None:
    version, other = withdrawn(), withdrawn()
    actions.erase_version(version.id, by=SYSTEM, **WHY)
    assert content.path_of(version.sha256).exists()
    actions.erase_version(other.id, by=SYSTEM, **WHY)
    assert not content.path_of(version.sha256).exists()


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_destroyed_now_is_not_certified_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    version = withdrawn()
    monkeypatch.setattr(keystore, "destroy", lambda subject: None)
    keystore.key_of(of_content(version.sha256))
    erasure = actions.erase_version(version.id, by=SYSTEM, **WHY)
    assert erasure is not None
    assert files.erasure(erasure.id, SYSTEM).state is ErasureState.DECIDED
    assert erasing.finish_decided() == 0
    monkeypatch.undo()
    assert erasing.finish_decided() == 1
    assert files.erasure(erasure.id, SYSTEM).certificate is not None


FILL = """
from naru.portal.home import ensure_home; ensure_home()
from naru.data.catalogue.models import TableVersion
from tests.integration.test_erasure import withdrawn
withdrawn()
"""
ERASE = """
from naru.base.kit.person import SYSTEM
from naru.data.catalogue import actions
from naru.data.catalogue.models import TableVersion
actions.erase_version(TableVersion.objects.get().id, basis="법", reason="왜", by=SYSTEM)
"""


def test_killed_again_and_again_the_next_one_finishes_it_and_no_backup_can_be_read(tmp_path: Path) -> None:
    machine, backup = Machine(tmp_path / "first"), tmp_path / "naru.tar"
    machine.python(FILL)
    plain = b"a,b\n1,2\n"
    machine.run("backup", backup)
    assert plain not in backup.read_bytes()
    dying = replace(machine, environment={"NARU_CRASH_AT": "erasure.removed"})
    assert _ended(lambda: dying.python(ERASE)) == -signal.SIGKILL
    dying = replace(machine, environment={"NARU_CRASH_AT": "keystore.shredded"})
    dying.run("erase", "finish", expect=-signal.SIGKILL)
    assert machine.run("erase", "finish").stdout.strip() == "1"
    (found,) = machine.json("erase", "list")
    proof = json.loads(machine.run("erase", "proof", found["id"]).stdout)
    assert sorted(kind.partition(":")[0] for kind in proof["keys"]) == ["content", "lake"]
    assert all(proof["keys"].values())
    other = Machine(tmp_path / "other", {"NARU_KEYSTORE": str(tmp_path / "first-keys")})
    other.run("restore", backup)
    assert not list(other.home.glob("lake/*/*.parquet"))
    assert all(plain not in path.read_bytes() for path in other.home.rglob("*") if path.is_file())


def _ended(act: Callable[[], object]) -> int:
    try:
        act()
    except AssertionError as error:
        return int(str(error).split(" ended with ")[1].split(":")[0])
    return 0


@pytest.mark.django_db
def test_a_file_of_the_key_store_is_its_owners_alone() -> None:
    keystore.key_of("content:x")
    assert {stat.S_IMODE(path.stat().st_mode) for path in keystore.folder().rglob("*") if path.is_file()} == {0o600}
