"""Files of tasks, as the child reads them."""

from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.work.adapters.task_child import read


def reading(folder: Path, text: str | bytes, *, name: str = "t.jsonl", kind: str = "text_class") -> Any:
    path = folder / "upload"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read({"path": str(path), "name": name, "kind": kind})


def test_lines(tmp_path: Path) -> None:
    found = reading(tmp_path, '{"key": "a", "text": "소음"}\n\n{"text": "길", "gold": "road", "training": true}\n')
    assert found == [
        {"key": "a", "content": {"text": "소음"}, "gold": None, "training": False},
        {"key": "2", "content": {"text": "길"}, "gold": {"label": "road"}, "training": True},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_table(tmp_path: Path, encoding: str) -> None:
    found = reading(
        tmp_path, "key,text,gold\n가,소음이 커요,noise\n나,길이 패였어요,\n".encode(encoding), name="민원.CSV"
    )
    assert found == [
        {"key": "가", "content": {"text": "소음이 커요"}, "gold": {"label": "noise"}, "training": False},
        {"key": "나", "content": {"text": "길이 패였어요"}, "gold": None, "training": False},
    ]


def test_two_rows_beside_each_other(tmp_path: Path) -> None:
    found = reading(tmp_path, "key,a_이름,b_이름\n1,자갈치회,자갈치횟집\n", name="t.csv", kind="table_check")
    assert found[0]["content"] == {"rows": [{"이름": "자갈치회"}, {"이름": "자갈치횟집"}]}
    alone = reading(tmp_path, "key,이름\n1,자갈치회\n", name="t.csv", kind="table_check")
    assert alone[0]["content"] == {"rows": [{"이름": "자갈치회"}]}


@pytest.mark.parametrize("text", ["[1]\n", "{\n", '"a"\n', b"\xff\xfe\x00"])
def test_what_is_no_file_of_tasks(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(Refused) as refused:
        reading(tmp_path, text)
    assert refused.value.code == "work_file_refused"
