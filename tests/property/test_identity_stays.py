"""Whatever is pressed, in whatever order, by whomever: no number of identity is ever in a live version."""

import re
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import DatasetId, VersionId
from naru.data.catalogue.models import Dataset, TableVersion
from naru.data.ingest import actions
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import Decision
from naru.data.ingest.core.values import ColumnHint, Hints
from naru.data.ingest.models import Source
from naru.data.lake import TableRef
from tests.disclosures import REQUEST
from tests.personas import make_person

pytestmark = pytest.mark.django_db(transaction=True)

IDENTITY = ["850203-1234569", "850203-2234561", "050203-4234561", "M12345678", "R23456789", "S34567890"]
DIGITS = [re.sub(r"\D", "", number) for number in IDENTITY]
FILES = {
    "numbers": "번호,주민등록번호,여권번호,연락처\n"
    + "".join(f"{n},{IDENTITY[n]},{IDENTITY[n + 3]},010-1234-567{n}\n" for n in range(3)),
    "more": "번호,주민등록번호,여권번호,연락처\n"
    + "".join(f"{n + 1},{IDENTITY[n]},{IDENTITY[n + 3]},010-1234-568{n}\n" for n in range(3)),
    "phones": "번호,주민등록번호,여권번호,연락처\n" + "".join(f"{n},없음,없음,010-1234-567{n}\n" for n in range(3)),
}
COLUMNS = ["번호", "주민등록번호", "여권번호", "연락처"]
CHOSEN = [COLUMNS[1:], COLUMNS[1:3], COLUMNS[1:2], COLUMNS[2:], []]
DECISIONS = [Decision.MASK, Decision.DROP, Decision.MASK, Decision.DROP, Decision.PUBLISH, Decision.REJECT]
NAMES = st.sampled_from([None, "법인등록번호", "관리번호", "비고", "여권번호"])


class Presses(RuleBasedStateMachine):
    """Everything that can be done about a file, a version and a dataset."""

    loads = Bundle("loads")

    @initialize(target=loads)
    def begin(self) -> str:
        """Nothing of an earlier example is known to this one: neither the people nor the file's name."""
        self.folder = tempfile.TemporaryDirectory()
        self.name = f"명단{new_id()}"
        self.officers = [
            make_person(name, f"{name}.{self.name}@busan.example", is_officer=True) for name in ("민지", "도현")
        ]
        return self.bring_file("numbers", SYSTEM)

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(target=loads, file=st.sampled_from(sorted(FILES)), first=st.booleans())
    def bring(self, file: str, first: bool) -> str:
        return self.bring_file(file, self.officers[0] if first else SYSTEM)

    def bring_file(self, file: str, by: Person) -> str:
        path = Path(self.folder.name) / f"{self.name}.csv"
        path.write_text(FILES[file], encoding="utf-8")
        return self.done(actions.load_path(path, LoadRequest(publish=by.is_system), by=by))

    @rule(load=loads, decision=st.sampled_from(DECISIONS), columns=st.sampled_from(CHOSEN))
    def decide(self, load: str, decision: Decision, columns: list[str]) -> None:
        with suppress(Refused):
            actions.decide_load(load, decision, {self.name: columns}, by=self.officers[0])
        self.done(load)

    @rule(load=loads, by=st.integers(0, 1))
    def ask(self, load: str, by: int) -> None:
        with suppress(Refused):
            actions.ask_publication(load, REQUEST, by=self.officers[by])

    @rule(load=loads, by=st.integers(0, 1), is_approved=st.booleans())
    def answer(self, load: str, by: int, is_approved: bool) -> None:
        with suppress(Refused):
            actions.end_publication(load, is_approved=is_approved, by=self.officers[by])
        self.done(load)

    @rule(
        target=loads,
        load=loads,
        column=st.sampled_from(COLUMNS),
        name=NAMES,
        type_=st.sampled_from([None, ColumnType.DECIMAL, ColumnType.TEXT]),
        drop=st.booleans(),
        header=st.sampled_from([None, 0, 2]),
    )
    def correct(
        self, load: str, column: str, name: str | None, type_: ColumnType | None, drop: bool, header: int | None
    ) -> str:
        hint = ColumnHint(source=column, name=name, type=type_, drop=drop)
        with suppress(Refused):
            return self.done(
                actions.fix_load(load, self.name, Hints(header_rows=header, columns=(hint,)), by=self.officers[0])
            )
        return load

    @rule()
    def tamper(self) -> None:
        """Settings that say of everything that it was accepted."""
        for source in Source.objects.all():
            table = source.settings.setdefault("tables", {}).setdefault("", {})
            table["accepted"] = [f"{column}:{kind}" for column in COLUMNS for kind in ("resident_number", "passport")]
            source.save()

    @rule(step=st.sampled_from(["release", "withdraw", "publish", "ask", "approve"]), by=st.integers(0, 1))
    def press(self, step: str, by: int) -> None:
        person = self.officers[by]
        for row in TableVersion.objects.all():
            with suppress(Refused):
                version = VersionId(row.id)
                match step:
                    case "release":
                        catalogue.release_version(version, by=person)
                    case "withdraw":
                        catalogue.withdraw_version(version, reason="틀림", by=person)
                    case "ask":
                        catalogue.ask_version_disclosure(version, REQUEST, by=person)
                    case "approve":
                        catalogue.end_version_disclosure(version, is_approved=True, by=person)
        for dataset in Dataset.objects.all() if step == "publish" else ():
            catalogue.publish_dataset(DatasetId(dataset.id), by=SYSTEM)

    def done(self, load: str) -> str:
        with suppress(Refused):
            actions.finish_load(load)
        return load

    @invariant()
    def no_number_is_shown(self) -> None:
        for row in TableVersion.objects.filter(state=VersionState.LIVE):
            for file in catalogue_reads.lake().local_files(TableRef(row.table_id, row.lake_version)):
                shown = re.sub(r"[^\dA-Z]", "", read_text_of(file))
                assert not [number for number in DIGITS if number in shown]
            assert not [one for one in row.personal if one["is_identity"]]


def read_text_of(file: Path) -> str:
    """Every cell of a Parquet file, with a mark between them that no number crosses."""
    import pyarrow.parquet as pq

    table = pq.read_table(file)
    return "X" + "X".join(
        str(cell).removesuffix(".0") for name in table.column_names for cell in table[name].to_pylist()
    )


def test_no_sequence_of_presses_publishes_a_number_of_identity() -> None:
    run_state_machine_as_test(
        Presses,
        settings=settings(
            max_examples=30, stateful_step_count=12, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )
