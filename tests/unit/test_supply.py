"""What Naru is made of, and what is known to be wrong with it."""

import json
from pathlib import Path

import pytest

from tests import supply
from tests.supply import Part, faults, npm_parts, osv_advisories, python_parts, sbom

LOCK = """\
Django==5.2.1 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via naru
typing_extensions[x]==4.0 ; python_version < "3.13" \\
    --hash=sha256:{a}
# the end
""".format(a="a" * 64, b="b" * 64)


def test_a_lock_is_read_with_its_hashes() -> None:
    first, second = python_parts(LOCK)
    assert (first.name, first.version, first.hashes) == ("django", "5.2.1", ("a" * 64, "b" * 64))
    assert (second.name, second.version, len(second.hashes)) == ("typing-extensions", "4.0", 1)


def test_what_only_builds_pages_is_no_part() -> None:
    lock = {
        "packages": {
            "": {"version": "1"},
            "node_modules/@x/map": {"version": "2.0.0"},
            "node_modules/@x/map/node_modules/deep": {"version": "3.0.0"},
            "node_modules/esbuild": {"version": "4", "dev": True},
        }
    }
    assert [part.purl for part in npm_parts(lock)] == ["pkg:npm/%40x/map@2.0.0", "pkg:npm/deep@3.0.0"]


def test_the_document_is_the_same_for_the_same_locks_and_names_every_part_once() -> None:
    found = supply.parts()
    document = json.loads(sbom(found, "1"))
    assert sbom(found, "1") == sbom(list(found), "1")
    refs = [each["bom-ref"] for each in document["components"]]
    assert len(refs) == len(set(refs)) == len(found) > 50
    assert document["dependencies"][0]["dependsOn"] == refs


@pytest.mark.parametrize(
    ("version", "is_faulty"),
    [("0.9", False), ("1.0", True), ("1.9.9", True), ("2.0", False), ("2.1rc1", False), ("?", False)],
)
def test_a_version_is_faulty_from_the_first_to_the_mend(version: str, is_faulty: bool) -> None:
    said = [{"id": "X", "ecosystem": "PyPI", "package": "p", "from": "1.0", "fixed": "2.0"}]
    part = Part(ecosystem="PyPI", name="p", version=version)
    assert bool(faults([part], said)) is is_faulty
    assert not faults([Part(ecosystem="npm", name="p", version=version)], said)


def test_documents_of_osv_are_read_range_by_range(tmp_path: Path) -> None:
    events = [{"introduced": "1"}, {"fixed": "2"}]
    document = {
        "id": "GHSA-1",
        "affected": [
            {"package": {"ecosystem": "PyPI", "name": "P"}, "ranges": [{"type": "ECOSYSTEM", "events": events}]},
            {"package": {"ecosystem": "PyPI", "name": "q"}, "ranges": [{"type": "GIT", "events": events}]},
            {"package": {"ecosystem": "PyPI", "name": "r"}, "ranges": [{"type": "SEMVER", "events": events[:1]}]},
        ],
    }
    (tmp_path / "a.json").write_text(json.dumps(document))
    [line] = osv_advisories(tmp_path)
    assert (line["package"], line["from"], line["fixed"]) == ("p", "1", "2")


def test_the_locks_are_told_as_they_are_and_nothing_in_them_is_known_to_be_faulty() -> None:
    assert supply.main(["--check"]) == 0
