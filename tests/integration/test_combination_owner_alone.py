"""A firm's own PC has the owner's side and little else: it must run where nothing of the site is installed."""

import subprocess
import sys
from pathlib import Path

from tests.combination import SPEC, Combination, write_firms

SOURCE = Path(__file__).resolve().parents[2] / "src"
ALONE = """
import sys

ALLOWED = {"click", "pyarrow", "cryptography", "rbcl", "barriers", "naru", "cffi", "_cffi_backend", "colorama", "numpy"}

class Elsewhere:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in ALLOWED and top not in sys.stdlib_module_names and not top.startswith("_"):
            raise ModuleNotFoundError(f"{name} is absent here", name=name)

sys.meta_path.insert(0, Elsewhere())
from naru.systems.combination.owner.__main__ import main
main()
"""


def alone(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE, *map(str, words)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE), "PATH": ""},
    )


def test_keys_are_made_where_nothing_else_of_naru_is_installed(tmp_path: Path) -> None:
    write_firms(tmp_path, each=20, shared=10)
    case = Combination(tmp_path)
    spec = case.write_json("spec.json", SPEC)
    card = tmp_path / "card"
    begun = alone("begin", card, "--spec", spec, "--name", "card", "--json")
    assert (begun.returncode, begun.stderr) == (0, "")
    for name, role in (("hospital", "owner"), ("kisa", "authority")):
        case.run(role, "begin", case.of(name), "--spec", spec, "--name", name)
        assert alone("meet", card, case.of(name, "card.json")).returncode == 0
    assert alone("share-secret", card, "--to", "hospital").returncode == 0
    made = alone("keys", card, tmp_path / "card.csv", "--json")
    assert (made.returncode, made.stderr) == (0, "")
    assert '"accepted": 20' in made.stdout
    refused = alone("payload", card, tmp_path / "card.csv", "--columns", spec)
    assert refused.returncode == 1
    assert "등록되어 있지 않습니다" in refused.stderr
