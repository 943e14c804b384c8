"""Damaged files made from sound ones, the same for the same number, to be read by the real limited child.

``python -m tests.hostile.mutations FILE… [--start 0] [--count 200]`` reads that many and prints each one whose child
broke off rather than answer with a table or a sentence; ``--keep FOLDER`` writes those down.
"""

import argparse
import logging
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from naru.base.kit.refusals import Refused
from naru.data.ingest import child_parser
from naru.data.ingest.core.source_settings import SourceSettings

BROKE_OFF = {"file_breaks_reader", "reader_crashed"}
TABLE = ""
MARKS = (
    b"\0",
    b"\xff" * 4,
    b"\n",
    b'"',
    b",",
    b"\x7f\xff\xff\xff",
    b"\x80",
    b"[",
    b"{",
    b"<",
    b"\xed\xa0\x80",
    b"1e999",
)


def flipped(body: bytearray, rng: random.Random) -> bytearray:
    for _ in range(rng.randint(1, 8)):
        body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
    return body


def cut(body: bytearray, rng: random.Random) -> bytearray:
    return body[: rng.randrange(len(body))]


def holed(body: bytearray, rng: random.Random) -> bytearray:
    start = rng.randrange(len(body))
    del body[start : start + rng.randint(1, 64)]
    return body


def repeated(body: bytearray, rng: random.Random) -> bytearray:
    start = rng.randrange(len(body))
    piece = body[start : start + rng.randint(1, 200)]
    body[start:start] = piece * rng.randint(1, 20)
    return body


def marked(body: bytearray, rng: random.Random) -> bytearray:
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(body))
        body[start:start] = rng.choice(MARKS)
    return body


def overwritten(body: bytearray, rng: random.Random) -> bytearray:
    start = rng.randrange(len(body))
    body[start : start + rng.randint(1, 16)] = rng.choice(MARKS) * rng.randint(1, 4)
    return body


HURTS: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (
    flipped,
    cut,
    holed,
    repeated,
    marked,
    overwritten,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    number: int
    code: str
    seconds: float


def mutated(body: bytes, number: int) -> bytes:
    rng = random.Random(number)
    hurt = bytearray(body)
    for _ in range(rng.choice((1, 1, 2, 3))):
        if hurt:
            hurt = rng.choice(HURTS)(hurt, rng)
    return bytes(hurt)


def read(name: str, body: bytes, number: int, folder: Path) -> Outcome:
    path = folder / name
    path.write_bytes(body)
    began = time.monotonic()
    try:
        child_parser.parse(path, name, folder / "out", SourceSettings(), lambda *_: None)
        code = TABLE
    except Refused as refused:
        code = refused.code
    return Outcome(name, number, code, time.monotonic() - began)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="   %(message)s")
    sources = [(path.name, path.read_bytes()) for path in given.files if path.stat().st_size]
    codes: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="naru-mutations-") as folder:
        for number in range(given.start, given.start + given.count):
            name, body = sources[number % len(sources)]
            hurt = mutated(body, number)
            outcome = read(name, hurt, number, Path(folder))
            codes[outcome.code or "a table"] += 1
            slowest = max(slowest, outcome.seconds)
            if outcome.code in BROKE_OFF or outcome.seconds > 25:
                print(f"{outcome.number} {outcome.name}: {outcome.code} in {outcome.seconds:.1f} s", flush=True)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{number}-{name}").write_bytes(hurt)
    print(f"{given.count} read, the slowest in {slowest:.1f} s: {dict(codes.most_common())}")


if __name__ == "__main__":
    import django

    django.setup()
    main()
