"""``python -m samples.scenes.write FOLDER``: clips, camera files and truth.

FOLDER/clips/<camera id>/<camera id>_2026-05-09_10-00-00.mp4
FOLDER/cameras/<site id>.yaml
FOLDER/truth/<camera id>/<table>.parquet
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of_file
from samples.scenes.camera_file import camera_of, camera_yaml
from samples.scenes.pen import Picture
from samples.scenes.render import Sight, render
from samples.scenes.sites import SECONDS, SEED, scene, scenes
from samples.scenes.truth import ClipFacts, truth
from samples.scenes.values import Scene
from samples.scenes.video import encode


def write_scene(scene: Scene, folder: Path) -> Path:
    """Render one scene into ``folder``; the clip's path. Files that are there are written anew."""
    name = f"{scene.camera_id}_{scene.start:%Y-%m-%d_%H-%M-%S}.mp4"
    clip = folder / "clips" / scene.camera_id / name
    clip.parent.mkdir(parents=True, exist_ok=True)
    seen: list[Sequence[Sight]] = []
    encode(_pictures(scene, seen), clip, fps=scene.fps, start=scene.start)
    facts = ClipFacts(sha256=sha256_of_file(clip), name=name, bytes=clip.stat().st_size)
    cameras, tables = folder / "cameras", folder / "truth" / scene.camera_id
    cameras.mkdir(exist_ok=True)
    tables.mkdir(parents=True, exist_ok=True)
    (cameras / f"{scene.site.id}.yaml").write_text(camera_yaml(camera_of(scene)), encoding="utf-8")
    for table, rows in truth(scene, seen, facts).items():
        pq.write_table(rows, tables / f"{table}.parquet")
    return clip


def _pictures(scene: Scene, seen: list[Sequence[Sight]]) -> Iterator[Picture]:
    for frame in render(scene):
        seen.append(frame.sights)
        yield frame.picture


def write_site(site_id: str, folder: Path, *, seconds: float = SECONDS, seed: int = SEED) -> Path:
    return write_scene(scene(site_id, seconds=seconds, seed=seed), folder)


def write_sites(folder: Path, *, seconds: float = SECONDS, seed: int = SEED, processes: int = 2) -> list[Path]:
    """All eleven, several at once."""
    sites = [each.site.id for each in scenes(seconds=seconds, seed=seed)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        written = [pool.submit(write_site, site, folder, seconds=seconds, seed=seed) for site in sites]
        return [each.result() for each in written]


if __name__ == "__main__":
    for path in write_sites(Path(sys.argv[1])):
        print(path)
