"""Figures of footage beside what others make of the same rows.

    python -m bench.footage_figures [--rows 2000000] [--many 10000000] [--memory 5GB] [--crowd 6]

Zones, a line and visits from Parquet (beside supervision's PolygonZone and LineZone), points beside shapely, crossings and dwell on truth,
many rows in little memory, trackers on the same detections, scores beside TrackEval. ``NARU_RIVALS_PYTHON`` names a Python that has
``supervision``, ``trackers`` and ``trackeval``; ``NARU_MOT`` a folder with detections and truths (``NAME-det.txt``, ``NAME-gt.txt``) that
are not beside this checkout. What is absent is skipped, with a line that says so.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from naru.systems.footage.core.cameras.values import Camera, Line, SiteKind, Zone, ZoneKind
from naru.systems.footage.core.figures.crossings import crossings
from naru.systems.footage.core.figures.dwell import kaplan_meier, survival
from naru.systems.footage.core.figures.flows import flows
from naru.systems.footage.core.figures.visits import visits
from naru.systems.footage.core.figures.zones import contains
from naru.systems.footage.core.metrics.evaluate import evaluate_tracks
from naru.systems.footage.core.metrics.mot import read_mot
from naru.systems.footage.core.tables import DETECTIONS, TRACKS
from naru.systems.footage.core.track.stitch import stitch
from naru.systems.footage.core.track.tracker import TrackerSettings, settings_for, track

SHARED = Path(__file__).resolve().parents[1].parent / "shared/data/footage"
RIVALS = os.environ.get("NARU_RIVALS_PYTHON", "")
MOT = Path(os.environ.get("NARU_MOT", "/nowhere"))
POLYGON = ((300, 200), (900, 160), (1000, 520), (620, 660), (260, 560))
OTHERS = (((40, 60), (240, 60), (240, 400), (40, 400)), ((1040, 100), (1240, 100), (1240, 600), (1040, 600)))
GATE = ((640, 0), (660, 720))
SECOND = 1_000_000
CHUNK = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--many", type=int, default=10_000_000)
    parser.add_argument("--memory", default="5GB")
    parser.add_argument("--crowd", type=int, default=6, help="people a picture; the plaza has 5.9")
    asked = parser.parse_args()
    points()
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as passing:
        folder = Path(passing)
        zones_and_lines(folder, asked.rows, asked.crowd)
        many_rows(folder, asked.many, asked.crowd, asked.memory)
        trackers(folder)
        scores(folder)
    dwell()


def camera(polygons: tuple[tuple[tuple[int, int], ...], ...]) -> Camera:
    zones = tuple(
        Zone(id=f"z{n}", name_ko="", name_en="", kind=ZoneKind.AREA, points=points) for n, points in enumerate(polygons)
    )
    return Camera(
        id="c", site_id="s", site_ko="", site_en="", site_kind=SiteKind.TRADE_AREA, longitude=129, latitude=35, width=1280,
        height=720, time_zone="Asia/Seoul", operator="", legal_basis="", retention_days=30, zones=zones,
        lines=(Line(id="gate", name_ko="", name_en="", points=GATE),),
    )  # fmt: skip


def walkers(rows: int, crowd: int, seed: int = 1) -> Iterator[pa.Table]:
    """TRACKS of straight walks of 100 pictures, ten a second, in order of time, a million rows at a time."""
    random = np.random.default_rng(seed)
    done = 0
    while done < rows:
        people = min(CHUNK, rows - done) // 100
        begin = np.sort(random.integers(0, people * 100 // crowd, people)) + done // crowd
        start, end = random.uniform((0, 0), (1280, 720), (2, people, 2)).round(1)
        frame = (begin[:, None] + np.arange(100)).ravel()
        foot = (start[:, None] + (end - start)[:, None] * np.linspace(0, 1, 100)[None, :, None]).reshape(-1, 2)
        name = np.repeat(np.arange(people) + done // 100 + 1, 100)
        order = np.argsort(frame, kind="stable")
        yield pa.table(
            {
                "camera_id": pa.array(["c"]).take(pa.array(np.zeros(len(frame), int))),
                "clip_id": pa.array(["k"]).take(pa.array(np.zeros(len(frame), int))),
                "track_id": name[order],
                "frame": frame[order],
                "t_us": frame[order] * (SECOND // 10),
                "class": pa.array(["person"]).take(pa.array(np.zeros(len(frame), int))),
                "score": np.full(len(frame), 0.9),
                "x1": foot[order, 0] - 20,
                "y1": foot[order, 1] - 100,
                "x2": foot[order, 0] + 20,
                "y2": foot[order, 1],
                "interpolated": np.zeros(len(frame), bool),
                "gx": pa.nulls(len(frame)),
                "gy": pa.nulls(len(frame)),
            }
        ).cast(TRACKS)
        done += people * 100


def write(path: Path, rows: int, crowd: int) -> None:
    with pq.ParquetWriter(path, TRACKS, compression="zstd") as writer:
        for table in walkers(rows, crowd):
            writer.write_table(table)


def points() -> None:
    """20,000 points and 20,000 beside the edges, in five polygons."""
    random = np.random.default_rng(0)
    wrong = 0
    for polygon in (POLYGON, *OTHERS):
        ring = np.array(polygon, float)
        edge = random.integers(0, len(ring), 20_000)
        beside = ring[edge] + random.uniform(0, 1, (20_000, 1)) * (np.roll(ring, -1, axis=0) - ring)[edge]
        at = np.concatenate(
            [random.uniform((0, 0), (1280, 720), (20_000, 2)), beside + random.normal(0, 1, (20_000, 2))]
        )
        table = ibis.memtable(pa.table({"n": np.arange(len(at)), "x": at[:, 0], "y": at[:, 1]}))
        ours = table.select("n", held=contains(table.x, table.y, polygon)).order_by("n").to_pyarrow()["held"].to_numpy()
        wrong += int((ours != shapely.contains_xy(shapely.Polygon(polygon), at[:, 0], at[:, 1])).sum())
    line("points in zones that shapely puts elsewhere", f"{wrong} of 120,000", "goal 0; supervision .55 % wrong")


def zones_and_lines(folder: Path, rows: int, crowd: int) -> None:
    path, looked = folder / "tracks.parquet", camera((POLYGON,))
    write(path, rows, crowd)

    def count() -> tuple[int, int]:
        engine = ibis.duckdb.connect(threads=2)
        tracks = engine.read_parquet(path)
        return visits(tracks, [looked]).count().execute(), crossings(tracks, [looked], margin=0).count().execute()

    (stays, passed), wall, cpu = timed(count)
    theirs = rival("zones", str(path), json.dumps(POLYGON), json.dumps(GATE))
    beside = (
        f"supervision {theirs['rows_per_s']:,.0f}/s (× {rows / cpu / theirs['rows_per_s']:.0f}), goal × 30"
        if theirs
        else "supervision skipped"
    )
    line(
        f"zone + line + visits from Parquet, {crowd} a picture",
        f"{rows / cpu:,.0f} rows/s of processor time, {rows / wall:,.0f}/s",
        beside,
    )
    truth = true_crossings(pq.read_table(path))
    said = f"; supervision {theirs['in'] + theirs['out']:,}" if theirs else ""
    line("crossings on truth", f"{passed:,} of {truth:,} ({stays:,} visits)", f"goal equal{said}")


def true_crossings(tracks: pa.Table) -> int:
    """Straight walks, so first and last foot point say whether one crossed."""
    order = tracks.sort_by([("track_id", "ascending"), ("t_us", "ascending")])
    name = order["track_id"].to_numpy()
    first = np.flatnonzero(np.diff(name, prepend=0))
    last = np.append(first[1:] - 1, len(name) - 1)
    x, y = (order["x1"].to_numpy().astype(float) + order["x2"].to_numpy()) / 2, order["y2"].to_numpy().astype(float)
    ways = shapely.linestrings(
        np.stack([np.column_stack([x[first], y[first]]), np.column_stack([x[last], y[last]])], axis=1)
    )
    return int(shapely.intersects(ways, shapely.LineString(GATE)).sum())


def many_rows(folder: Path, rows: int, crowd: int, memory: str) -> None:
    path, looked = folder / "many.parquet", camera((POLYGON, *OTHERS))
    write(path, rows, crowd)
    before = peak_mb()

    def count() -> tuple[int, int, float | None]:
        engine = ibis.duckdb.connect(threads=2, memory_limit=memory, temp_directory=str(folder / "spill"))
        tracks = engine.read_parquet(path)
        stays = visits(tracks, [looked]).to_pyarrow()
        ways, passed = flows(ibis.memtable(stays)).count(), crossings(tracks, [looked]).count()
        return engine.execute(ways), engine.execute(passed), survival(stays).quantile(0.5).seconds

    _, wall, cpu = timed(count)
    line(
        f"{rows / 1e6:.0f} M detections → visits in 3 zones, flows, a line, dwell",
        f"{rows / wall:,.0f} rows/s ({rows / cpu:,.0f} of processor time)",
        f"{peak_mb():,.0f} MB at most (before: {before:,.0f}); goal ≤ 6,000 for 100 M",
    )
    path.unlink()


def trackers(folder: Path) -> None:
    """HOTA, IDF1, switches, ids: ours, stitched, and of those that ``trackers`` ships; without a truth the ids alone."""
    for name, text, rate, settings, truth in sequences():
        (folder / "det.txt").write_text(text)
        detections = as_detections(text, rate)
        found, _, cpu = timed(lambda of=detections, by=settings: track(of, settings=by))
        joined = stitch(found)
        said = {"ours": found, "stitched": joined.tracks}
        if rival("track", str(folder / "det.txt"), str(rate), str(folder)):
            said |= {
                path.stem: read_mot(path.read_text()) for path in sorted(folder.glob("*.txt")) if path.stem != "det"
            }
        line(
            f"{name}: {len(detections):,} boxes",
            f"{len(set(detections['frame'].to_pylist())) / cpu:,.0f} pictures/s",
            "",
        )
        for tracker, of in said.items():
            ids = len(set(of["track_id"].to_pylist()))
            score = evaluate_tracks(truth, of) if truth is not None else None
            figures = f"HOTA {score.hota:.3f}  IDF1 {score.idf1:.3f}  switches {score.idsw}  " if score else ""
            print(f"    {tracker:12} {figures}ids {ids}")
        for path in folder.glob("*.txt"):
            path.unlink()


def sequences() -> Iterator[tuple[str, str, float, TrackerSettings, pa.Table | None]]:
    plaza = {"YOLOX-nano": ("yolox_nano", 0.58), "Intel 0078": ("pvb0078", 0.25)}  # where their F1 is best
    for name, rate in (("TUD-Campus", 25), ("TUD-Stadtmitte", 25), ("PETS09-S2L1", 10)):
        detections, truth = MOT / f"{name}-det.txt", MOT / f"{name}-gt.txt"
        if name == "TUD-Campus" and not truth.exists():
            truth = SHARED / "tud-campus" / "gt.txt"
        if name == "PETS09-S2L1" and not detections.exists():
            detections = SHARED / "plaza-detections-mot.txt"
        if not detections.exists():
            line(name, "skipped", f"no {detections.name} in NARU_MOT")
            continue
        yield (
            name,
            detections.read_text(),
            rate,
            TrackerSettings(),
            read_mot(truth.read_text()) if truth.exists() else None,
        )
    for name, (model, best_score) in plaza.items():
        path, truth = SHARED / "detections" / f"plaza-{model}-mot.txt.gz", MOT / "PETS09-S2L1-gt.txt"
        if path.exists():
            with gzip.open(path, "rt") as lines:
                text = "".join(row for row in lines if float(row.split(",")[6]) >= 0.1)
            settings = settings_for(best_score)
            yield f"plaza, {name} ≥ .1", text, 10, settings, read_mot(truth.read_text()) if truth.exists() else None


def as_detections(text: str, rate: float) -> pa.Table:
    seen = read_mot(text)
    frame, rows = seen["frame"].to_numpy(), len(seen)
    columns: dict[str, Any] = {edge: seen[edge] for edge in ("x1", "y1", "x2", "y2")}
    columns |= {
        "camera_id": ["c"] * rows,
        "clip_id": ["k"] * rows,
        "class": ["person"] * rows,
        "source": ["mot"] * rows,
    }
    columns |= {"frame": frame, "t_us": np.round((frame + 1) * SECOND / rate).astype(np.int64), "score": seen["score"]}
    return pa.table([columns[name] for name in DETECTIONS.names], DETECTIONS.names).cast(DETECTIONS)


def scores(folder: Path) -> None:
    """795 pictures: boxes of the plaza as a truth, jittered and renamed as an answer."""
    source = SHARED / "plaza-detections-mot.txt"
    if not source.exists():
        line("scores of 795 pictures", "skipped", "no ../shared/data/footage beside this checkout")
        return
    rows = np.loadtxt(source, delimiter=",")
    rows[:, 1] = 1 + np.concatenate([np.arange(count) for count in np.unique(rows[:, 0], return_counts=True)[1]])
    answer = rows.copy()
    answer[:, 2:4] += np.random.default_rng(0).normal(0, 4, (len(rows), 2))
    sides = []
    for name, of in (("truth", rows), ("answer", answer)):
        np.savetxt(folder / f"{name}.mot", of, delimiter=",", fmt="%.3f")
        sides.append(read_mot((folder / f"{name}.mot").read_text()))
    of, _, cpu = best(lambda: evaluate_tracks(*sides))
    theirs = rival("score", str(folder / "truth.mot"), str(folder / "answer.mot"))
    said = (
        f"TrackEval {theirs['ms']:.0f} ms, {abs(theirs['hota'] - of.hota):.0e} apart" if theirs else "TrackEval skipped"
    )
    line("HOTA + CLEAR + IDF1 of 795 pictures", f"{cpu * 1000:.0f} ms", f"{said}; goal ≤ 40 ms")


def dwell() -> None:
    """2,000 stays seen ten times a second; 5 % of the sights missed, 2 % of the stays change their id at some moment."""
    random = np.random.default_rng(2)
    stays = random.lognormal(np.log(40), 0.7, 2000).round(1)
    parts = []
    for name, seconds in enumerate(stays.tolist()):
        sights = np.arange(round(seconds * 10) + 21)  # a second outside before and after
        inside = (sights >= 10) & (sights <= 10 + seconds * 10)
        seen = random.random(len(sights)) >= 0.05
        renamed = sights >= (random.integers(10, len(sights) - 10) if random.random() < 0.02 else len(sights))
        x, y = np.where(inside, 600.0, 100.0), np.full(len(sights), 400.0)
        parts.append(np.column_stack([name * 2 + renamed, sights + name * 10, x, y])[seen])
    rows = np.concatenate(parts)
    table = pa.table(
        {
            "camera_id": ["c"] * len(rows), "track_id": rows[:, 0].astype(int), "t_us": rows[:, 1].astype(int) * SECOND // 10,
            "x1": rows[:, 2] - 20, "y1": rows[:, 3] - 100, "x2": rows[:, 2] + 20, "y2": rows[:, 3],
        }
    )  # fmt: skip
    found = visits(ibis.memtable(table), [camera((POLYGON,))]).to_pyarrow()
    whole = survival(found).quantile(0.5).seconds
    plain = np.median(pc.divide(pc.subtract(found["end_us"], found["start_us"]), SECOND).to_numpy())
    true = kaplan_meier(stays, np.ones(len(stays), bool)).quantile(0.5).seconds
    assert whole is not None
    assert true is not None
    line(
        "median dwell at 5 % missed, 2 % switches",
        f"{whole:.1f} s of {true:.1f} s",
        f"off {abs(whole - true):.2f} s, goal ≤ 1 s; plain timers {plain:.1f} s",
    )


def timed(call: Callable[[], Any]) -> tuple[Any, float, float]:
    """(answer, seconds, seconds of processor time)."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = call()
    return answer, time.perf_counter() - wall, time.process_time() - cpu


def best(call: Callable[[], Any], times: int = 5) -> tuple[Any, float, float]:
    return min((timed(call) for _ in range(times)), key=lambda each: each[2])


def rival(*asked: str) -> dict[str, float]:
    """What the rivals' own Python answers; nothing where none is named."""
    if not RIVALS:
        return {}
    script = Path(__file__).with_name("_footage_rivals.py")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(
        [RIVALS, "-P", str(script), *asked], capture_output=True, text=True, check=True, env=environment
    )
    return dict(json.loads(said.stdout.partition("RESULT ")[2]))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def line(what: str, figure: str, beside: str) -> None:
    print(f"{what:58} {figure:48} {beside}", flush=True)


if __name__ == "__main__":
    main()
