"""What was found, as answers of the Korean intelligent-CCTV test: whole seconds from each clip's begin."""

from collections.abc import Iterator, Mapping

from naru.systems.footage.core.events.kisa import Alarm, KisaClip
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import CurrentClip
from naru.systems.footage.pipeline.store import Store

SECOND_US = 1_000_000


def answers_of(store: Store, names: Mapping[str, str]) -> Iterator[KisaClip]:
    """One for each clip, also where nothing was found. ``names``: what the test calls a rule; of other rules nothing is said.

    As is practice in the test, an alarm lasts to the end of its clip.
    """
    for camera in current.read(store):
        events = camera.table("events").to_pylist() if camera.has("events") else []
        for clip in camera.clips:
            alarms = [
                _alarm(each["start_us"], names[each["rule"]], clip)
                for each in events
                if each["rule"] in names and _begins_in(each["start_us"], clip)
            ]
            yield KisaClip(name=clip.name.rpartition("/")[2], alarms=tuple(sorted(alarms, key=lambda each: each.start_s)))  # fmt: skip


def _begins_in(start_us: int, clip: CurrentClip) -> bool:
    begin: int = clip.row["start_us"]
    end: int = clip.row["end_us"]
    return begin <= start_us < end


def _alarm(start_us: int, name: str, clip: CurrentClip) -> Alarm:
    start_s = (start_us - clip.row["start_us"]) // SECOND_US
    return Alarm(description=name, start_s=start_s, duration_s=(clip.row["end_us"] - start_us) // SECOND_US)
