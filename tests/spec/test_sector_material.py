"""Shipped profiles on material that nobody here made (``../shared/data/sectors``): each set gives the verdicts its oracle gave.

The folder is installed as a city would install it; each set is one loop that lists what it got wrong.
"""

import csv
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.sectors import library, standards
from naru.systems.sectors.core import ais, check, omop
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import profile_of
from naru.systems.sectors.core.reading import Source
from naru.systems.sectors.core.values import Report, Status, Verdict

MATERIAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "sectors"
pytestmark = pytest.mark.skipif(not MATERIAL.is_dir(), reason="no ../shared/data/sectors beside this checkout")
DAY = date(2026, 11, 29)  # on which the timetables' oracle judged
Judge = Callable[[str, Path], Report]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from django.test.utils import override_settings

    home = tmp_path_factory.mktemp("standards")
    with override_settings(NARU_HOME=home):
        standards.install(MATERIAL)
    return home


@pytest.fixture
def judge(installed: Path, settings: Any, tmp_path: Path) -> Judge:
    settings.NARU_HOME = installed
    lists = library.code_lists()
    field_table = library.standards() / "omop" / standards.OMOP
    with field_table.open(encoding="utf-8-sig", newline="") as file:
        made = omop.definition(csv.DictReader(file))
    known = {**library.shipped(), made["name"]: made}

    def judged(name: str, path: Path) -> Report:
        profile = profile_of(known[name])
        engine = Engine(tmp_path, threads=1)
        source = Source(path=path, name=path.name, scratch=tmp_path, definitions=library.standards())
        used = {each: lists[each] for each in profile.code_lists if each in lists}
        try:
            return check.check(engine, profile, source, lists=used, as_of=DAY)
        finally:
            engine.close()

    return judged


def expected(path: str) -> Any:
    return json.loads((MATERIAL / path).read_text(encoding="utf-8"))


def test_iso_20022_messages_get_the_verdict_of_their_schema_and_balances_add_up(judge: Judge) -> None:
    folder, faults = MATERIAL / "finance/iso20022/messages", []
    cases = expected("finance/iso20022/expect.json")
    for file, case in cases.items():
        report = judge("finance.iso20022", folder / file)
        (schema,) = (each for each in report.rules if each.rule == "schema")
        verdict = {Status.PASSED: True, Status.FAILED: False, Status.NOT_CHECKED: None}[schema.status]
        if verdict != case["schema_valid"]:
            faults.append(f"{file}: schema {verdict}, expected {case['schema_valid']}")
        if case["schema_valid"] and report.verdict is Verdict.FAILS:
            faults.append(f"{file}: {[each.rule for each in report.failed]}")
        if case["schema_valid"] is None and report.verdict.is_conforming:
            faults.append(f"{file}: a national variant whose schema is not here is {report.verdict.value}")
    assert len(cases) >= 24
    assert not faults


def test_epcis_documents_get_the_verdict_of_their_schema_and_times_need_a_zone(judge: Judge) -> None:
    cases = expected("logistics/epcis/expect.json")["files"]
    faults = []
    for file, case in cases.items():
        report = judge("logistics.epcis", MATERIAL / "logistics/epcis" / file)
        wanted = case.get("accept", case["schema_valid"])
        if report.verdict.is_conforming != wanted:
            faults.append(f"{file}: {report.verdict.value} {[each.rule for each in report.failed]}")
    assert len(cases) >= 20
    assert not faults


def test_timetables_with_one_fault_are_told_by_the_canonical_name_and_sound_ones_pass(judge: Judge) -> None:
    cases = expected("logistics/gtfs/faults/expect.json")["cases"]
    faults = []
    for case in cases:
        report = judge("logistics.gtfs", MATERIAL / "logistics/gtfs/faults" / case["file"])
        named = {each.rule.rpartition(".")[2]: each.severity.value for each in report.failed}
        if case["expect"] is None and not report.verdict.is_conforming:
            faults.append(f"{case['file']}: sound, but {named}")
        elif case["expect"] is not None and case["expect"] not in named:
            faults.append(f"{case['file']}: no {case['expect']} among {named}")
        elif case["severity"] == "ERROR" and report.verdict is not Verdict.FAILS:
            faults.append(f"{case['file']}: {report.verdict.value}")
        elif case["severity"] == "WARNING" and not report.verdict.is_conforming:
            faults.append(f"{case['file']}: a warning is {report.verdict.value}")
    assert len(cases) >= 21
    assert not faults


def test_tour_answers_are_refused_or_told_for_the_reason_they_were_made_for(judge: Judge) -> None:
    names = {"markup": "markup", "duplicate_contentid": "unique"}
    faults = []
    for file, case in expected("tourism/tourapi/expect.json")["cases"].items():
        path = MATERIAL / "tourism/tourapi" / file
        if path.suffix == ".xml":
            with pytest.raises(Refused) as refused:
                judge("tourism.tourapi", path)
            assert refused.value.facts["said"] == "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"
            continue
        report = judge("tourism.tourapi", path)
        named = {each.rule.rpartition(".")[2] for each in report.failed}
        wanted = {names.get(each, each) for each in case.get("findings", ())} or (
            set() if case["ok"] else {"result_code"}
        )
        if named != wanted:
            faults.append(f"{file}: {named}, expected {wanted}")
        if case["ok"] and report.tables["items"] != case["rows"]:
            faults.append(f"{file}: {report.tables['items']} rows, expected {case['rows']}")
    assert not faults


def test_pages_with_json_ld_are_read_and_attractions_have_names(judge: Judge) -> None:
    report = judge("tourism.schemaorg", MATERIAL / "tourism/schemaorg/sdo-tourism-examples.txt")
    assert report.tables["things"] >= 8
    assert report.verdict.is_conforming


NO_CHECKSUM = {"mixed.txt": 1, "sample.ais": 1}  # sentences without one, which the oracle decodes all the same


def test_ais_messages_are_those_that_another_decoder_finds_by_type() -> None:
    faults = []
    for file, case in expected("logistics/ais/expect.json")["files"].items():
        messages = ais.read_sentences(ais.lines_of(MATERIAL / "logistics/ais" / file))
        decoded = ais.decode(messages)
        wanted = {int(kind): count for kind, count in case["by_type"].items()}
        wanted[1] = wanted.get(1, 0) - NO_CHECKSUM.get(file, 0)
        if decoded.counts != wanted:
            faults.append(f"{file}: {decoded.counts}, expected {wanted}")
        if messages.sentences != case["sentences"]:
            faults.append(f"{file}: {messages.sentences} sentences, expected {case['sentences']}")
    assert not faults


def test_ais_files_are_checked_line_by_line(judge: Judge) -> None:
    report = judge("logistics.ais", MATERIAL / "logistics/ais/gatehouse.nmea")
    assert report.verdict.is_conforming
    assert report.tables["positions"] == 4
    report = judge("logistics.ais", MATERIAL / "logistics/ais/sample.ais")
    assert next((each.rule, each.first[0].line) for each in report.failed) == ("ais.sentence", 10)


TEXT_IN_THE_ORACLE = {"drug_exposure.quantity.plausibleValueLow"}  # it kept the column as text, which no range sees


def test_a_common_data_model_has_the_violations_that_ohdsis_dashboard_counts(judge: Judge, tmp_path: Path) -> None:
    folder = MATERIAL / "medicine/omop54"
    path = tmp_path / "cdm.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted((folder / "synthea27").glob("*.csv")):
            archive.write(file, file.name)
    report = judge("medicine.omop-cdm", path)
    found = {each.rule: (each.failed, each.checked) for each in report.failed}
    wanted = {
        f"{each['table']}.{each['field']}.{each['check']}": (each["violated"], each["of"])
        for each in expected("medicine/omop54/dqd-oracle.json")["violations"]
    }
    assert len(wanted) == 82
    assert {rule: counts for rule, counts in found.items() if rule not in TEXT_IN_THE_ORACLE} == wanted
    assert report.causes[0].table == "concept"  # one line for what the excerpt of the vocabulary lacks
    assert len(report.causes[0].rules) >= 20
