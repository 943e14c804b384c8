"""Files come in: one version a load, none for the same bytes, nothing personal without a person's word."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import transaction
from django.test import Client

from naru.base.jobs import actions as job_actions
from naru.base.jobs.attempt import Attempt
from naru.base.kit import crash
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import DatasetId, Description
from naru.data.catalogue.search import counts, documents
from naru.data.files import content
from naru.data.ingest import actions, batch, cleanup, load_steps, reads, storage
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import Decision, LoadState
from naru.data.ingest.core.values import ColumnHint, Hints
from naru.data.ingest.models import Load
from tests.disclosures import publish_as_is
from tests.forms import fields_of

pytestmark = pytest.mark.django_db(transaction=True)

PARKING = '이름,구역,면수\n시청 주차장,연제구,"1,395"\n남포 주차장,중구,320\n뷁쨰,해운대구,12\n'
PEOPLE = "동,휴대전화,점수\n우동,010-1234-5678,3\n중동,010-2345-6789,5\n좌동,010-3456-7890,4\n"


def bring(path: Path, by: Person = SYSTEM, **load_request: Any) -> reads.LoadView:
    load_id = actions.load_path(path, LoadRequest(**{"publish": True, **load_request}), by=by)
    actions.finish_load(load_id)
    return reads.load(load_id, by)


def write(folder: Path, name: str, text: str, encoding: str = "cp949") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def versions(view: reads.LoadView) -> list[int]:
    assert view.dataset_id
    tables = catalogue_reads.tables_of(DatasetId(view.dataset_id), SYSTEM)
    return [version.number for table in tables for version in catalogue_reads.versions(table.id, SYSTEM)]


def test_a_cp949_file_becomes_a_published_table(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "주차장.csv", PARKING))
    (line,) = reads.report_lines(view, "주차장.csv")
    assert view.state is LoadState.INDEXED
    assert (line["version"], line["rows"], line["quarantined"]) == (1, 3, 0)
    assert line["encoding"] == "CP949"
    assert [column["name"] for column in line["columns"]] == ["이름", "구역", "면수"]
    dataset = catalogue_reads.dataset(view.dataset_id or "", SYSTEM)
    assert dataset.state is State.PUBLISHED
    assert catalogue_reads.tables_of(dataset.id, SYSTEM)[0].live is not None


def test_the_same_bytes_again_make_no_version(tmp_path: Path) -> None:
    path = write(tmp_path, "주차장.csv", PARKING)
    first, second = bring(path), bring(path)
    assert second.state is LoadState.UNCHANGED
    assert second.same_as == first.id
    assert versions(second) == [1]


def test_changed_bytes_are_the_next_version_and_say_what_changed(tmp_path: Path) -> None:
    bring(write(tmp_path, "주차장.csv", PARKING))
    view = bring(write(tmp_path, "주차장.csv", PARKING.replace("320", "330") + "새 주차장,동구,7\n"))
    assert versions(view) == [2, 1]
    (line,) = reads.report_lines(view, "")
    assert line["changes"]["against"] == 1
    assert (line["changes"]["rows_added"], line["changes"]["rows_removed"]) == (2, 1)


def test_sheets_of_different_years_are_tables_of_their_own(tmp_path: Path) -> None:
    first = bring(workbook(tmp_path / "인구.xlsx", {year: [["중구", year]] for year in (2022, 2023)}))
    assert tables_of(first) == {"2022년 인구": 1, "2023년 인구": 1}
    again = bring(workbook(tmp_path / "인구.xlsx", {year: [["중구", 9], ["서구", year]] for year in (2023, 2024)}))
    assert again.dataset_id == first.dataset_id
    assert tables_of(again) == {"2022년 인구": 1, "2023년 인구": 2, "2024년 인구": 1}


def test_a_sheet_whose_date_alone_has_changed_is_the_next_version(tmp_path: Path) -> None:
    body = "구,면적\n중구,2\n"
    path = tmp_path / "자료.zip"
    for month in (1, 2):
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr(f"인구_20240{month}31.csv", f"구,인구\n중구,{month}\n")
            packed.writestr("면적.csv", body)
        view = bring(path)
    assert tables_of(view) == {"인구 20240131": 2, "면적": 2}
    [[found]] = documents.sources([view.dataset_id or ""])
    assert found.formats == ("csv",)


def workbook(path: Path, years: dict[int, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for year, rows in years.items():
            sheet = book.add_worksheet(f"{year}년 인구")
            for number, row in enumerate([["구", "인구"], *rows]):
                sheet.write_row(number, 0, row)
    return path


def tables_of(view: reads.LoadView) -> dict[str, int]:
    """The dataset's tables and how many versions each has."""
    tables = catalogue_reads.tables_of(DatasetId(view.dataset_id or ""), SYSTEM)
    return {table.name: len(catalogue_reads.versions(table.id, SYSTEM)) for table in tables}


def test_a_file_without_a_table_is_refused_and_leaves_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="PDF"):
        bring(write(tmp_path, "보고서.csv", "%PDF-1.7 …", "utf-8"))
    assert counts.counts(SYSTEM).datasets == 0
    assert [view.state for view in reads.loads(SYSTEM)] == [LoadState.REFUSED]


def test_personal_data_waits_for_a_decision(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE))
    assert view.state is LoadState.HELD
    assert versions(view) == []
    assert catalogue_reads.dataset(view.dataset_id or "", SYSTEM).state is State.DRAFT


def test_masked_columns_are_published_covered_and_stay_so_next_time(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE))
    actions.decide_load(view.id, Decision.MASK, {"명단": ["휴대전화"]}, by=SYSTEM)
    actions.finish_load(view.id)
    assert values(view, "휴대전화") == ["010-****-****"] * 3
    again = bring(write(tmp_path, "명단.csv", PEOPLE + "재송동,010-9999-0000,1\n"))
    assert again.state is LoadState.INDEXED
    assert values(again, "휴대전화") == ["010-****-****"] * 4


def test_numbers_of_persons_above_a_table_are_not_published_in_its_description(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "주차장.csv", f"주차장 현황 (담당 010-1234-5678),,\n{PARKING}"))
    dataset = catalogue_reads.dataset(view.dataset_id or "", SYSTEM)
    assert dataset.description.description == "주차장 현황 (담당 010-****-****)"


def test_the_same_bytes_while_they_wait_are_not_asked_about_twice(tmp_path: Path) -> None:
    path = write(tmp_path, "명단.csv", PEOPLE)
    assert bring(path).id == bring(path).id


def test_a_command_says_what_waits_and_settles_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "명단.csv", PEOPLE)
    assert batch.bring((str(path),), LoadRequest(publish=True), kind="auto", feed_name=None, as_json=False) == 0
    said = capsys.readouterr().out
    load_id = reads.loads(SYSTEM)[0].id
    assert "휴대전화: mobile_phone × 3" in said
    assert f"naru decide {load_id}" in said
    with pytest.raises(Refused, match="휴대전화"):
        batch.decide(load_id, Decision.DROP, ("점수",), as_json=False)
    assert batch.decide(load_id, Decision.DROP, (), as_json=False) == 0
    assert "3 rows × 2 columns, EUC-KR (version 1" in capsys.readouterr().out


def test_dropped_columns_are_not_published(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE))
    actions.decide_load(view.id, Decision.DROP, {"명단": ["휴대전화"]}, by=SYSTEM)
    actions.finish_load(view.id)
    assert [column.name for column in reads.load(view.id, SYSTEM).tables[0].columns] == ["동", "점수"]


def test_a_load_kept_back_is_forgotten(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE))
    actions.decide_load(view.id, Decision.REJECT, {}, by=SYSTEM)
    assert reads.load(view.id, SYSTEM).state is LoadState.REJECTED
    assert not storage.load_folder(view.id).exists()
    with pytest.raises(Refused):
        publish_as_is(view.id)


def test_the_page_says_who_kept_a_load_back(tmp_path: Path, minji: Person, visit: Callable[[Person], Client]) -> None:
    for name, by, said in (
        ("명단.csv", SYSTEM, "명령줄에서 공개하지"),
        ("다른.csv", minji, f"{minji.name}님이 공개하지"),
    ):
        view = bring(write(tmp_path, name, PEOPLE))
        actions.decide_load(view.id, Decision.REJECT, {}, by=by)
        page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
        assert said in page
        assert "나루 시스템" in page


def test_a_held_file_that_a_newer_one_overtook_is_not_published_as_the_newest(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    june = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    july = bring(write(tmp_path, "명단.csv", "동,점수\n우동,3\n중동,6\n"), by=minji)
    assert (june.state, july.state) == (LoadState.HELD, LoadState.INDEXED)
    client = visit(minji)
    page = client.get(f"/ingest/loads/{june.id}/?lang=en").content.decode()
    assert "older rows would become the newest version" in page
    assert 'value="publish"' not in page
    for decision in (Decision.PUBLISH, Decision.MASK, Decision.DROP):
        posted = {"decision": decision, "column-0": "휴대전화"}
        assert client.post(f"/ingest/loads/{june.id}/decide/", posted).status_code == 409
    with pytest.raises(Refused, match="older rows"):
        actions.fix_load(june.id, "명단", Hints(), by=minji)
    assert versions(july) == [1]
    actions.decide_load(june.id, Decision.REJECT, {}, by=minji)
    assert reads.load(june.id, minji).state is LoadState.REJECTED


def test_a_file_accepted_while_a_newer_one_is_on_its_way_gives_way_to_it(tmp_path: Path) -> None:
    june = bring(write(tmp_path, "명단.csv", PEOPLE))
    july = actions.load_path(write(tmp_path, "명단.csv", "동,점수\n우동,3\n"), LoadRequest(publish=True), by=SYSTEM)
    publish_as_is(june.id)
    with pytest.raises(Refused, match="older rows"):
        actions.finish_load(june.id)
    assert reads.load(july, SYSTEM).state in {LoadState.PUBLISHED, LoadState.INDEXED}
    assert reads.load(june.id, SYSTEM).state is LoadState.OVERTAKEN
    assert not storage.load_folder(june.id).exists()
    assert versions(reads.load(july, SYSTEM)) == [1]


class Unfenced(Attempt):
    """An attempt of a worker whose lease nobody has to ask for: it goes while another load of its source is under way."""

    def __init__(self) -> None:
        super().__init__("none", 1)

    @contextmanager
    def fenced(self) -> Iterator[None]:
        with transaction.atomic():
            yield

    def progress(self, *_: Any) -> None:
        pass


def test_a_file_that_a_newer_one_overtakes_between_its_commit_and_its_publishing_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    june = actions.load_path(write(tmp_path, "주차장.csv", PARKING), LoadRequest(publish=True), by=SYSTEM)
    july = actions.load_path(
        write(tmp_path, "주차장.csv", PARKING + "새,동구,7\n"), LoadRequest(publish=True), by=SYSTEM
    )
    waiting = [july]

    def let_the_newer_one_pass(name: str) -> None:
        if name == "ingest.committed" and waiting:
            load_steps.run(waiting.pop(), Unfenced())

    monkeypatch.setattr(crash, "point", let_the_newer_one_pass)
    with pytest.raises(Refused, match="older rows"):
        actions.finish_load(june)
    assert (reads.load(june, SYSTEM).state, waiting) == (LoadState.OVERTAKEN, [])
    assert reads.load(july, SYSTEM).state is LoadState.INDEXED
    assert not storage.load_folder(june).exists()
    assert versions(reads.load(july, SYSTEM)) == [1]


def test_an_overtaken_file_brought_again_becomes_the_newest(tmp_path: Path) -> None:
    path = write(tmp_path, "명단.csv", PEOPLE)
    bring(path)
    bring(write(tmp_path, "명단.csv", "동,점수\n우동,3\n"))
    again = bring(write(tmp_path, "명단.csv", PEOPLE))
    assert again.state is LoadState.HELD
    publish_as_is(again.id)
    actions.finish_load(again.id)
    assert versions(again) == [2, 1]


def test_a_load_whose_read_rows_were_swept_away_is_read_again(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE))
    storage.forget_load(view.id)
    publish_as_is(view.id)
    actions.finish_load(view.id)
    assert reads.load(view.id, SYSTEM).state is LoadState.INDEXED
    assert versions(view) == [1]


def test_the_sweep_takes_what_is_over_and_leaves_what_waits(tmp_path: Path) -> None:
    waiting = bring(write(tmp_path, "명단.csv", PEOPLE))
    rejected = bring(write(tmp_path, "다른 명단.csv", PEOPLE))
    actions.decide_load(rejected.id, Decision.REJECT, {}, by=SYSTEM)
    for left in (rejected.id, "nobody-knows"):
        storage.load_folder(left).mkdir()
    (storage.upload_part("nobody-knows")).write_bytes(b"x")
    assert cleanup.sweep().load_folders == 0, "what is young may still be written to"
    swept = cleanup.sweep(older_than=timedelta(0))
    assert (swept.load_folders, swept.parts, swept.lake_files) == (2, 1, 0)
    publish_as_is(waiting.id)
    actions.finish_load(waiting.id)
    assert versions(waiting) == [1]


def test_what_was_accepted_once_is_not_asked_again(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE))
    publish_as_is(view.id)
    actions.finish_load(view.id)
    assert bring(write(tmp_path, "명단.csv", PEOPLE + "재송동,010-9999-0000,1\n")).state is LoadState.INDEXED


def test_a_correction_makes_a_version_and_is_remembered(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "주차장.csv", PARKING))
    hints = Hints(columns=(ColumnHint(source="구역", name="자치구"),))
    fixed_id = actions.fix_load(view.id, "주차장", hints, by=SYSTEM)
    actions.finish_load(fixed_id)
    fixed = reads.load(fixed_id, SYSTEM)
    assert [column.name for column in fixed.tables[0].columns] == ["이름", "자치구", "면수"]
    later = bring(write(tmp_path, "주차장.csv", PARKING + "새 주차장,동구,7\n"))
    assert [column.name for column in later.tables[0].columns] == ["이름", "자치구", "면수"]
    assert versions(later) == [3, 2, 1]


def test_one_correction_on_the_page_keeps_those_made_before(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    told = Hints(header_line=2, encoding="cp949", columns=(ColumnHint(source="면수", drop=True),))
    view = bring(write(tmp_path, "주차장.csv", "가,나,다\n" + PARKING), by=minji)
    fixed_id = actions.fix_load(view.id, "주차장", told, by=minji)
    actions.finish_load(fixed_id)
    client = visit(minji)
    form = fields_of(client.get(f"/ingest/loads/{fixed_id}/").content.decode(), "/fix/")
    client.post(f"/ingest/loads/{fixed_id}/fix/", {**form, "name-1": "자치구"})
    last = reads.loads(minji)[0]
    actions.finish_load(last.id)
    (table,) = reads.load(last.id, minji).tables
    assert [column.name for column in table.columns] == ["이름", "자치구"]
    assert (table.header_line, table.encoding_grounds) == (2, "as_told")


def test_a_column_left_out_can_be_taken_in_again(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "주차장.csv", PARKING), by=minji)
    fixed_id = actions.fix_load(view.id, "주차장", Hints(columns=(ColumnHint(source="면수", drop=True),)), by=minji)
    actions.finish_load(fixed_id)
    client = visit(minji)
    form = fields_of(client.get(f"/ingest/loads/{fixed_id}/").content.decode(), "/fix/")
    assert form.pop("dropped") == ["면수"]
    client.post(f"/ingest/loads/{fixed_id}/fix/", form)
    actions.finish_load(reads.loads(minji)[0].id)
    assert len(reads.load(reads.loads(minji)[0].id, minji).tables[0].columns) == 3


def test_plane_coordinates_are_put_into_the_system_a_person_names(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    rows = "".join(f"시설{i},{205_000 + i}.5,{410_000 + i}.5\n" for i in range(5))
    view = bring(write(tmp_path, "시설.csv", "시설명,X좌표,Y좌표\n" + rows), by=minji)
    assert view.tables[0].warnings == ("projection_unknown",)
    client = visit(minji)
    form = fields_of(client.get(f"/ingest/loads/{view.id}/").content.decode(), "/fix/")
    client.post(f"/ingest/loads/{view.id}/fix/", {**form, "epsg": "5174"})
    actions.finish_load(reads.loads(minji)[0].id)
    fixed = reads.load(reads.loads(minji)[0].id, minji).tables[0]
    assert ([column.epsg for column in fixed.columns], fixed.warnings) == ([None, 5174, 5174], ())
    form = fields_of(client.get(f"/ingest/loads/{reads.loads(minji)[0].id}/").content.decode(), "/fix/")
    assert form["epsg"] == ["5174"]


def test_what_a_person_says_identifies_a_row_tells_changed_rows_from_then_on(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "주차장.csv", PARKING))
    actions.finish_load(actions.fix_load(view.id, "주차장", Hints(key=("이름",)), by=SYSTEM))
    later = bring(write(tmp_path, "주차장.csv", PARKING.replace("중구,320", "중구,321")))
    changes = later.results[0].changes
    assert (changes.rows_added, changes.rows_removed, changes.rows_changed) == (0, 0, 1)


def test_a_correction_holds_for_a_file_of_that_name_brought_to_the_dataset(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "주차장_202401.csv", PARKING))
    actions.finish_load(
        actions.fix_load(
            view.id, "주차장_202401", Hints(columns=(ColumnHint(source="구역", name="자치구"),)), by=SYSTEM
        )
    )
    assert view.dataset_id is not None
    load_request = LoadRequest(dataset_id=DatasetId(view.dataset_id), publish=True)
    file = write(tmp_path, "주차장_202402.csv", PARKING + "새 주차장,동구,7\n")
    stored = content.take_bytes(file.read_bytes(), file.name)
    later = actions.start_load(
        stored, actions.upload_origin(stored.name, load_request, SYSTEM), load_request, by=SYSTEM
    )
    actions.finish_load(later)
    assert [column.name for column in reads.load(later, SYSTEM).tables[0].columns] == ["이름", "자치구", "면수"]


def test_personal_values_are_covered_wherever_the_report_shows_them(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    numbers = re.findall(r"010-\d{4}-\d{4}", PEOPLE)
    assert numbers
    assert "010-****-****" in page
    assert not [number for number in numbers if number in page]


def test_a_dropped_column_stays_covered_in_what_the_report_shows_of_the_file(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    actions.decide_load(view.id, Decision.DROP, {"명단": ["휴대전화"]}, by=minji)
    actions.finish_load(view.id)
    page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    assert "우동,010-****-****" in page
    assert not [number for number in re.findall(r"010-\d{4}-\d{4}", PEOPLE) if number in page]


def test_files_that_wait_stand_first_until_they_are_decided_or_corrected(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    assert "결정을 기다리는 파일 1개" in visit(minji).get("/ingest/").content.decode()
    again = actions.fix_load(view.id, "명단", Hints(), by=minji)
    actions.finish_load(again)
    assert [waiting.id for waiting in reads.waiting(minji)] == [again]
    actions.decide_load(again, Decision.DROP, {"명단": ["휴대전화"]}, by=minji)
    actions.finish_load(again)
    assert "결정을 기다리는" not in visit(minji).get("/ingest/").content.decode()


def test_what_was_corrected_waits_no_more_and_leads_to_its_correction(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    first = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    again = actions.fix_load(first.id, "명단", Hints(), by=minji)
    actions.finish_load(again)
    actions.decide_load(again, Decision.DROP, {"명단": ["휴대전화"]}, by=minji)
    actions.finish_load(again)
    home = visit(minji).get("/ingest/").content.decode()
    assert "고쳐서 다시 불러옴" in home
    assert "결정 대기" not in home
    page = visit(minji).get(f"/ingest/loads/{first.id}/").content.decode()
    assert f'href="/ingest/loads/{again}/"' in page
    assert 'name="decision"' not in page


def test_what_a_correction_made_unreadable_still_waits_for_a_decision(tmp_path: Path, minji: Person) -> None:
    first = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    again = actions.fix_load(first.id, "명단", Hints(), by=minji)
    Load.objects.filter(id=again).update(state=LoadState.REFUSED)
    assert [waiting.id for waiting in reads.waiting(minji)] == [first.id]
    assert not reads.load(first.id, minji).is_corrected


def test_publishing_personal_values_as_they_are_is_never_what_enter_presses(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "명단.csv", PEOPLE), by=minji)
    page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    assert re.findall(r'name="decision" value="(\w+)"', page) == ["drop", "mask", "reject", "publish"]


def test_the_report_of_a_first_file_says_that_its_dataset_is_a_draft(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "주차장.csv", PARKING), by=minji, publish=False)
    page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    assert f'href="/datasets/{view.dataset_id}/manage/"' in page


def test_rows_that_do_not_fit_are_kept_aside_and_can_be_fetched(tmp_path: Path) -> None:
    rows = "".join(f"가{n},{n}\n" for n in range(60))
    view = bring(write(tmp_path, "수량.csv", "이름,수량\n" + rows + "나,열둘,셋,넷\n"))
    assert view.state is LoadState.INDEXED
    (aside,) = reads.quarantined_rows(view.tables[0])
    assert aside.line == 62
    assert "열둘" in aside.raw


def test_many_loads_into_one_dataset_are_all_there(tmp_path: Path) -> None:
    first = bring(write(tmp_path, "주차장.csv", PARKING))
    load_request = LoadRequest(dataset_id=DatasetId(first.dataset_id or ""), publish=True)
    started = [
        actions.load_path(write(tmp_path, f"주차장 ({n}).csv", PARKING + f"새{n},동구,{n}\n"), load_request, by=SYSTEM)
        for n in range(1, 5)
    ]
    for load_id in reversed(started):
        actions.finish_load(load_id)
    assert versions(first) == [5, 4, 3, 2, 1]


def test_an_upload_with_another_table_under_a_known_name_is_another_dataset(tmp_path: Path, minji: Person) -> None:
    def upload(text: str) -> reads.LoadView:
        stored = content.take_bytes(text.encode(), "현황.csv")
        load_id = actions.start_load(
            stored, actions.upload_origin("현황.csv", LoadRequest(), minji), LoadRequest(), by=minji
        )
        actions.finish_load(load_id)
        return reads.load(load_id, minji)

    parks, same, buses = upload(PARKING), upload(PARKING + "새,동구,1\n"), upload("노선,배차\n1,5\n2,7\n")
    assert parks.dataset_id == same.dataset_id != buses.dataset_id


def values(view: reads.LoadView, name: str) -> list[Any]:
    fresh = reads.load(view.id, SYSTEM)
    table = catalogue_reads.tables_of(DatasetId(fresh.dataset_id or ""), SYSTEM)[0]
    assert table.live
    column = next(column for column in table.live.columns if column.name == name)
    return catalogue_reads.engine().execute(catalogue_reads.engine().table(ref(table)))[column.alias].to_pylist()


def ref(table: Any) -> Any:
    from naru.data.lake import TableRef

    return TableRef(table.id, table.live.lake_version)


# --- doors ---


def test_outsider_is_refused(
    tmp_path: Path, outsider: Person, visit: Callable[[Person], Client], bearer: Callable[..., dict[str, str]]
) -> None:
    view = bring(write(tmp_path, "주차장.csv", PARKING))
    client = visit(outsider)
    for address in ("", "state/", "aside/0/", "original/"):
        assert client.get(f"/ingest/loads/{view.id}/{address}").status_code == 404
    assert client.post(f"/ingest/loads/{view.id}/fix/", {"table": "0"}).status_code == 404
    assert client.post(f"/ingest/loads/{view.id}/decide/", {"decision": "publish"}).status_code == 404
    assert client.post("/ingest/start/", {"url": "https://example.org/a.csv"}).status_code == 403
    assert client.get(f"/api/v1/loads/{view.id}", headers=bearer(outsider)).status_code == 404
    feeds = client.get("/ingest/feeds/").content.decode()
    assert ('id="bring"' in feeds, 'href="/organisations/"' in feeds) == (False, True)
    assert reads.feeds(outsider) == []


def test_who_may_bring_nothing_is_told_whom_to_ask_instead_of_a_form(
    outsider: Person, minji: Person, visit: Callable[[Person], Client]
) -> None:
    assert 'id="bring"' in visit(minji).get("/ingest/").content.decode()
    page = visit(outsider).get("/ingest/").content.decode()
    assert 'id="bring"' not in page
    assert "upload.js" not in page
    assert 'href="/organisations/"' in page


def test_the_list_of_loads_renews_itself_while_one_is_on_its_way(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    load_id = actions.load_path(write(tmp_path, "주차장.csv", PARKING), LoadRequest(), by=minji)
    assert 'hx-select="#loads"' in visit(minji).get("/ingest/").content.decode()
    actions.finish_load(load_id)
    assert 'hx-select="#loads"' not in visit(minji).get("/ingest/").content.decode()


def test_what_is_not_published_yet_is_listed_for_those_in_charge_reviews_first(
    tmp_path: Path, minji: Person, seoyeon: Person, visit: Callable[[Person], Client]
) -> None:
    first = bring(write(tmp_path, "주차장.csv", PARKING), by=minji, publish=False)
    bring(write(tmp_path, "수량.csv", "이름,수량\n가,1\n나,2\n"), by=minji, publish=False)
    catalogue.submit_dataset(DatasetId(first.dataset_id or ""), by=minji)
    page = visit(minji).get("/ingest/").content.decode()
    listed = re.findall(r'<a href="/datasets/(\w+)/">', page)
    assert (listed[0], len(listed)) == (first.dataset_id, 2)
    assert catalogue_reads.unpublished(seoyeon) == []
    catalogue.publish_dataset(DatasetId(first.dataset_id or ""), by=SYSTEM)
    assert first.dataset_id not in visit(minji).get("/ingest/").content.decode()


def test_a_new_version_is_asked_for_under_the_title_in_the_readers_language(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    dataset = DatasetId(bring(write(tmp_path, "주차장.csv", PARKING)).dataset_id or "")
    catalogue.describe_dataset(dataset, Description(title="공영주차장", title_en="Car parks"), by=minji)
    page = visit(minji).get(f"/ingest/?dataset={dataset}&lang=en").content.decode()
    assert f'<a href="/datasets/{dataset}/">Car parks</a>' in page


def test_anonymous_visitors_are_led_to_sign_in(client: Client) -> None:
    for address in ("/ingest/", "/ingest/feeds/", "/ingest/loads/x/"):
        assert client.get(address).status_code == 302
    assert client.post("/api/v1/loads", {}, content_type="application/json").status_code == 401
    assert client.post("/api/v1/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "1"}).status_code == 401


def test_a_plain_form_brings_a_file_and_its_report_shows_what_was_found(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    client = visit(minji)
    with write(tmp_path, "주차장.csv", PARKING).open("rb") as file:
        answer = client.post("/ingest/start/", {"files": [file]})
    assert answer.status_code == 302
    load_id = answer.headers["Location"].split("/")[-2]
    job_actions.run_now(reads.load(load_id, minji).job_id)
    page = client.get(f"/ingest/loads/{load_id}/").content.decode()
    for seen in ("시청 주차장", "CP949", "구역", "1,395"):
        assert seen in page
    fixed = client.post(f"/ingest/loads/{load_id}/fix/", {"table": "0", "name-1": "자치구", "key": "이름"})
    assert fixed.status_code == 302
    original = client.get(f"/ingest/loads/{load_id}/original/")
    assert b"".join(original.streaming_content) == PARKING.encode("cp949")  # type: ignore[attr-defined]
    assert original.headers["Content-Disposition"].startswith("attachment")


ELSEWHERE = "시설,위도,경도\n" + "".join(f"시설{i},{i / 10},{-60 - i}\n" for i in range(1, 9))


def test_a_very_odd_file_waits_until_a_person_has_looked(tmp_path: Path) -> None:
    view = bring(write(tmp_path, "시설.csv", ELSEWHERE))
    assert (view.state, [doubt.code for doubt in view.doubts]) == (LoadState.HELD, ["places_outside"])
    with pytest.raises(Refused) as refused:
        actions.decide_load(view.id, Decision.PUBLISH, {}, by=SYSTEM)
    assert refused.value.code == "publication_is_asked_for"
    actions.trust_load(view.id, by=SYSTEM)
    actions.finish_load(view.id)
    assert reads.load(view.id, SYSTEM).state is LoadState.INDEXED
    longer = ELSEWHERE + "시설9,1.5,-70\n"
    assert bring(write(tmp_path, "시설.csv", longer)).state is LoadState.INDEXED  # it was found to be none


def test_a_very_odd_file_with_personal_data_waits_for_both_words(tmp_path: Path) -> None:
    lines = "".join(f"이름{i},{i / 10},{-60 - i},010-2345-67{i:02}\n" for i in range(10, 30))
    view = bring(write(tmp_path, "시설.csv", "이름,위도,경도,휴대전화\n" + lines))
    actions.trust_load(view.id, by=SYSTEM)
    actions.finish_load(view.id)
    again = reads.load(view.id, SYSTEM)
    assert (again.state, again.doubts) == (LoadState.HELD, [])
    with pytest.raises(Refused) as refused:
        actions.trust_load(view.id, by=SYSTEM)
    assert refused.value.code == "load_is_not_doubted"


def test_the_page_says_what_is_odd_and_a_press_goes_on(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(write(tmp_path, "시설.csv", ELSEWHERE), by=minji)
    page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    assert "8 / 8 곳이 나라 밖에 놓입니다" in page
    assert "개인정보로 보이는 값" not in page
    assert visit(minji).post(f"/ingest/loads/{view.id}/trust/").status_code == 302
    actions.finish_load(view.id)
    assert reads.load(view.id, minji).state is not LoadState.HELD


def test_a_command_says_what_is_odd_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "시설.csv", ELSEWHERE)
    assert not batch.bring((str(path),), LoadRequest(), kind="auto", feed_name=None, as_json=False)
    told = capsys.readouterr().out
    load_id = Load.objects.latest("id").id
    assert "8 / 8" in told
    assert f"naru trust {load_id}" in told
    assert not batch.trust(load_id, as_json=True)
    assert '"state":"indexed"' in capsys.readouterr().out.replace(" ", "")


def test_outsider_may_not_put_doubts_aside(tmp_path: Path, minji: Person, outsider: Person) -> None:
    view = bring(write(tmp_path, "시설.csv", ELSEWHERE), by=minji)
    with pytest.raises(Refused):
        actions.trust_load(view.id, by=outsider)


def test_rows_of_totals_are_left_out_by_a_press_and_taken_in_by_another(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    lines = "구,인구\n중구,1\n동구,2\n합계,3\n"
    view = bring(write(tmp_path, "인구.csv", lines), by=minji)
    assert (view.tables[0].rows, view.tables[0].warnings) == (3, ("totals_among_rows",))
    assert "합계 행(합계) 빼기" in visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    dropped = pressed(view, "drop", minji, visit)
    table = dropped.tables[0]
    assert (table.rows, [(r.code, r.column) for r in table.quarantine_reasons]) == (2, [("total", "구")])
    assert pressed(dropped, "keep", minji, visit).tables[0].rows == 3


def pressed(view: reads.LoadView, totals: str, by: Person, visit: Callable[[Person], Client]) -> reads.LoadView:
    """The load that a press on one of the two buttons for totals makes."""
    answer = visit(by).post(f"/ingest/loads/{view.id}/fix/", {"table": "0", "totals": totals})
    again = answer.headers["Location"].strip("/").rpartition("/")[2]
    actions.finish_load(again)
    return reads.load(again, by)
