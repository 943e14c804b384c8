"""What Naru is made of: ``python -m tests.supply`` writes ``requirements/sbom.cdx.json`` (CycloneDX 1.6) from the locks, and looks
each locked version up in ``requirements/advisories.json``; ``--check`` writes nothing and fails where the file is not what the
locks say, or a version has a known fault. ``--osv FOLDER`` looks into a folder of OSV documents, too, as osv.dev offers them.

Nothing is asked of a network, and the same locks make the same bytes.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parent.parent
SBOM = ROOT / "requirements" / "sbom.cdx.json"
ADVISORIES = ROOT / "requirements" / "advisories.json"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One locked version; ``hashes`` are SHA-256 of its files where the lock says them."""

    ecosystem: str  # "PyPI", "npm"
    name: str
    version: str
    hashes: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        kind = {"PyPI": "pypi", "npm": "npm"}[self.ecosystem]
        return f"pkg:{kind}/{self.name.replace('@', '%40')}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A version that an advisory names."""

    part: Part
    advisory: str
    fixed: str
    summary: str

    def __str__(self) -> str:
        return f"{self.part.name} {self.part.version}: {self.advisory}, fixed in {self.fixed}. {self.summary}"


def python_parts(lock: str) -> Iterator[Part]:
    """Those of a lock that ``uv pip compile --generate-hashes`` wrote."""
    for block in re.split(r"(?m)^(?=[A-Za-z0-9])", lock):
        if found := LOCKED.match(block):
            name = re.sub(r"[-_.]+", "-", found[1]).lower()
            yield Part(ecosystem="PyPI", name=name, version=found[2], hashes=tuple(sorted(HASH.findall(block))))


def npm_parts(lock: dict[str, Any]) -> Iterator[Part]:
    """Those of a ``package-lock.json`` that are built into pages: what only builds them is left out."""
    for place, said in lock["packages"].items():
        if place and not said.get("dev") and "version" in said:
            yield Part(ecosystem="npm", name=place.rpartition("node_modules/")[2], version=said["version"])


def parts() -> list[Part]:
    """What an installation runs, sorted."""
    found = [
        *python_parts((ROOT / "requirements" / "run.lock").read_text()),
        *npm_parts(json.loads((ROOT / "package-lock.json").read_text())),
    ]
    return sorted(set(found), key=lambda part: (part.ecosystem, part.name, part.version))


def sbom(found: Sequence[Part], version: str) -> str:
    """The document; without a time or a number of its own, so that it changes with the locks alone."""
    components = [
        {
            "type": "library",
            "bom-ref": part.purl,
            "name": part.name,
            "version": part.version,
            "purl": part.purl,
            **({"hashes": [{"alg": "SHA-256", "content": part.hashes[0]}]} if len(part.hashes) == 1 else {}),
        }
        for part in found
    ]
    subject = {"type": "application", "bom-ref": "naru", "name": "naru", "version": version}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": subject},
        "components": components,
        "dependencies": [{"ref": "naru", "dependsOn": [part.purl for part in found]}],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def faults(found: Sequence[Part], advisories: Sequence[dict[str, Any]]) -> list[Fault]:
    """Versions that are older than their mend. An advisory says ecosystem, package, fixed, and from which version on if any."""
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for advisory in advisories:
        by_name.setdefault((advisory["ecosystem"], advisory["package"]), []).append(advisory)
    return [
        Fault(part=part, advisory=said["id"], fixed=said["fixed"], summary=said.get("summary", ""))
        for part in found
        for said in by_name.get((part.ecosystem, part.name), ())
        if _is_between(part.version, said.get("from", "0"), said["fixed"])
    ]


def osv_advisories(folder: Path) -> Iterator[dict[str, Any]]:
    """Documents of OSV's schema as our lines, one for each range that ends with a mend."""
    for path in sorted(folder.rglob("*.json")):
        said = json.loads(path.read_bytes())
        for affected in said.get("affected", ()):
            package = affected.get("package", {})
            for events in (span.get("events", ()) for span in affected.get("ranges", ()) if span.get("type") != "GIT"):
                start = next((event["introduced"] for event in events if "introduced" in event), "0")
                end = next((event["fixed"] for event in events if "fixed" in event), None)
                if end and package.get("ecosystem") in {"PyPI", "npm"}:
                    line = {"id": said["id"], "ecosystem": package["ecosystem"], "package": package["name"].lower()}
                    yield {**line, "from": start, "fixed": end, "summary": said.get("summary", "")}


def _is_between(version: str, start: str, end: str) -> bool:
    try:
        return Version(start) <= Version(version) < Version(end)
    except InvalidVersion:
        return False


def _naru_version() -> str:
    found = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    return found[1] if found else "0"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where all is well; otherwise what is wrong is printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--osv", type=Path)
    asked = parser.parse_args(arguments)
    found, advisories = parts(), json.loads(ADVISORIES.read_text())
    advisories += list(osv_advisories(asked.osv)) if asked.osv else []
    written = sbom(found, _naru_version())
    if not asked.check:
        SBOM.write_text(written)
    elif SBOM.read_text() != written:
        print(f"{SBOM.relative_to(ROOT)} is not what the locks say: python -m tests.supply", file=sys.stderr)
        return 1
    wrong = faults(found, advisories)
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
