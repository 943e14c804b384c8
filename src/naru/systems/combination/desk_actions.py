"""What people do at a role's desk: begin a case, learn cards, and the role's own acts; each is noted in the trail."""

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.combination import desk_reads as reads
from naru.systems.combination.core.key_spec import read_key_spec
from naru.systems.combination.crypto.identities import read_card
from naru.systems.combination.desk import Answer, Desk, Given
from naru.systems.combination.folder import begin as begin_folder
from naru.systems.combination.folder import open_folder

JSON_MOST = 1 << 20
NAME_LONGEST = 120
Upload = tuple[str, Iterator[bytes]]
"""A file's name, as its sender calls it, and its bytes."""


def begin(desk: Desk, spec: bytes, name: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """A case by an agreed specification; answers its name. Raises ``Refused``: ``key_spec_wrong``, ``folder_taken``, …"""
    agreed = read_key_spec(read_object(spec, "spec.json"))
    card = begin_folder(reads.home() / agreed.case, role=desk.role, name=name.strip(), spec=agreed, clock=clock)
    record(by.actor, "combination_case.begun", agreed.case, facts={"card": card.fingerprint}, clock=clock)
    return agreed.case


def meet(desk: Desk, case_id: str, cards: Sequence[bytes], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Learn other roles' cards; how many. Raises ``Refused`` as ``CaseFolder.learn_card``."""
    with open_folder(reads.place_of(case_id), role=desk.role, clock=clock) as folder:
        for content in cards:
            folder.learn_card(read_card(read_object(content, "card.json")))
    record(by.actor, "combination_case.cards_learnt", case_id, facts={"cards": len(cards)}, clock=clock)
    return len(cards)


def act(
    desk: Desk,
    case_id: str,
    verb_name: str,
    texts: Mapping[str, str],
    uploads: Sequence[Upload] = (),
    *,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> Answer:
    """Do one of the desk's acts. Raises ``Refused``: ``not_found``, ``desk_file_missing``, and what the act refuses."""
    verb = desk.verb(verb_name)
    place = reads.place_of(case_id)
    with _brought(uploads) as files, open_folder(place, role=desk.role, clock=clock) as folder:
        if any(each.kind == "files" for each in verb.inputs) and not files:
            raise Refused("desk_file_missing")
        answer = verb.run(folder, Given(texts=texts, files=files))
    if verb.after is not None:
        verb.after(case_id, answer, by, clock)
    facts = {"act": verb.words.ko, "act_en": verb.words.en}
    record(by.actor, "combination_case.acted", case_id, facts=facts, clock=clock)
    return answer


def dossier(case_id: str) -> bytes:
    """The role's card and its dossier in one zip: anyone verifies it offline."""
    place = reads.place_of(case_id)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("role.json", "spec.json", "dossier.jsonl"):
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), (place / name).read_bytes())
    return out.getvalue()


@contextmanager
def _brought(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """The files in a folder of their own inside the home, gone when the block ends. They are sealed; none is in clear."""
    reads.home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".brought-", dir=reads.home()) as folder:
        files = []
        for number, (name, pieces) in enumerate(uploads):
            file = Path(folder) / str(number) / (Path(name).name[-NAME_LONGEST:] or "file")
            file.parent.mkdir()
            with file.open("wb") as target:
                shutil.copyfileobj(_Pieces(pieces), target)
            files.append(file)
        yield files


class _Pieces(io.RawIOBase):
    """Pieces of bytes, read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int = -1) -> bytes:
        return next(self._pieces, b"")


def read_object(content: bytes, name: str) -> Mapping[str, Any]:
    """Raises ``Refused("case_file_unreadable")``."""
    try:
        stored = json.loads(content) if len(content) <= JSON_MOST else None
    except ValueError:
        stored = None
    if not isinstance(stored, dict):
        raise Refused("case_file_unreadable", file=name)
    return stored
