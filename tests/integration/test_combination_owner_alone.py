"""A firm's own PC has the owner's side and little else: it must run where nothing of the site is installed."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.combination import SPEC, Combination, write_firms

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
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


RUN = "import sys; sys.path[:0] = [{place!r}]; sys.argv[0] = 'naru'; from naru.__main__ import main; main()"


@pytest.fixture(scope="module")
def firm_pc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``pip install naru[owner]`` puts into an empty environment: the wheel, and what it says that it needs."""
    path = tmp_path_factory.mktemp("pc")
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, path)
    skip = shutil.ignore_patterns("static", "__pycache__", "*.egg-info")
    for name in ("src", "samples"):
        shutil.copytree(ROOT / name, path / name, ignore=skip)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        path / "wheels",
        path,
    ]
    subprocess.run(build, check=True, capture_output=True)
    place = path / "site"
    with ZipFile(next((path / "wheels").glob("naru-*.whl"))) as wheel:
        wheel.extractall(place)
    (metadata,) = place.glob("naru-*.dist-info")
    for needed in _closure(Distribution.at(metadata), extra="owner"):
        _install(needed, place)
    return place


def _closure(whole: Distribution, *, extra: str) -> list[Distribution]:
    """The distributions that it needs with the extra, and what those need in turn."""
    found: dict[str, Distribution] = {}
    waiting = _names(whole, extra)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = distribution(name)
            waiting += _names(found[name], "")
    return list(found.values())


def _names(one: Distribution, extra: str) -> list[str]:
    """Requirements without a marker, and those of the extra; markers of other systems and versions are left out."""
    asked = [each.partition(";") for each in one.requires or ()]
    wanted = [name for name, _, marker in asked if not marker or (extra and f'extra == "{extra}"' in marker)]
    own = [name for name, _, marker in asked if "implementation_name" in marker or "platform_python" in marker]
    return [re.split(r"[\s<>=!~\[(]", name.strip())[0] for name in (*wanted, *own)]


def _install(needed: Distribution, place: Path) -> None:
    tops = {Path(file.parts[0]) for file in needed.files or () if file.parts[0] not in {"..", "__pycache__"}}
    for top in tops:
        target, source = place / top, Path(str(needed.locate_file(top)))
        if source.exists() and not target.exists():
            target.symlink_to(source)


def test_the_wheel_with_its_owners_extra_makes_keys_in_an_empty_environment(firm_pc: Path, tmp_path: Path) -> None:
    write_firms(tmp_path, each=20, shared=10)
    case = Combination(tmp_path)
    spec = case.write_json("spec.json", SPEC)
    card = tmp_path / "card"
    case.run("authority", "begin", case.of("kisa"), "--spec", spec, "--name", "kisa")
    case.run("owner", "begin", case.of("hospital"), "--spec", spec, "--name", "hospital")

    def naru(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", "-c", RUN.format(place=str(firm_pc)), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True)

    assert not (firm_pc / "django").exists()
    assert naru("owner", "begin", card, "--spec", spec, "--name", "card").returncode == 0
    known = [case.of(name, "card.json") for name in ("hospital", "kisa")]
    assert naru("owner", "meet", card, *known).returncode == 0
    assert naru("owner", "share-secret", card, "--to", "hospital").returncode == 0
    made = naru("owner", "keys", card, tmp_path / "card.csv", "--json")
    assert (made.returncode, made.stderr) == (0, "")
    assert '"accepted": 20' in made.stdout
    elsewhere = naru("up")
    assert elsewhere.returncode == 2
    assert "naru[site]" in elsewhere.stderr
