"""A clip taken back, with everything that came from it."""

from dataclasses import dataclass

from naru.base.kit.refusals import Refused
from naru.systems.footage.pipeline.fingerprints import forget
from naru.systems.footage.pipeline.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """``dropped``: results by stage. ``cameras``: whose figures are gone until the next run makes them without the clip."""

    clip_id: str
    dropped: dict[str, int]
    cameras: tuple[str, ...]


def withdraw(clip: str, store: Store) -> Withdrawal:
    """``clip``: an id, or a name as a run brought it. Raises ``Refused``: ``clip_not_in_store``, ``clip_name_shared``.

    The clip is written down as withdrawn first: killed in between, doing it again goes on. The file itself is its owner's.
    """
    with store.at_work():
        clip_id = _resolved(clip, store)
        withdrawn = store.read_json("withdrawn")
        store.write_json("withdrawn", {**(withdrawn or {}), clip_id: True})
        cameras = [name for name in _cameras(store) if _without(name, clip_id, store)]
        dropped: dict[str, int] = {}
        for result in store.results():
            if clip_id in result.clips:
                store.drop(result)
                dropped[result.stage] = dropped.get(result.stage, 0) + 1
        forget(clip_id, store)
        return Withdrawal(clip_id=clip_id, dropped=dropped, cameras=tuple(cameras))


def _cameras(store: Store) -> list[str]:
    return sorted(file.stem for file in (store.root / "cameras").glob("*.json"))


def _resolved(clip: str, store: Store) -> str:
    known: dict[str, set[str]] = {}
    for camera in _cameras(store):
        said = store.read_json(f"cameras/{camera}")
        for each in said["clips"]:
            known.setdefault(each["name"], set()).add(each["clip_id"])
    ids = {id for each in known.values() for id in each} | {id for result in store.results() for id in result.clips}
    if clip in ids:
        return clip
    named = known.get(clip, set())
    if not named:
        raise Refused("clip_not_in_store", clip=clip)
    if len(named) > 1:
        raise Refused("clip_name_shared", clip=clip, ids=", ".join(sorted(named)))
    return named.pop()


def _without(camera: str, clip_id: str, store: Store) -> bool:
    """The camera's record without the clip and without the figures that it was part of; whether it had it."""
    said = store.read_json(f"cameras/{camera}")
    clips = [each for each in said["clips"] if each["clip_id"] != clip_id]
    if len(clips) == len(said["clips"]):
        return False
    store.write_json(f"cameras/{camera}", {**said, "clips": clips, "results": {}})
    return True
