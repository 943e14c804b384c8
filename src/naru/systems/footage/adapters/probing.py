"""A clip decoded once, to its end: what it is, its frames' times, what was put right."""

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.clip_bytes import sha256_of, size_of
from naru.systems.footage.adapters.video import Clip, open_clip
from naru.systems.footage.core.frames.clips import Seen, size_changes
from naru.systems.footage.core.frames.repairs import Repair
from naru.systems.footage.core.frames.stamps import repair_stamps
from naru.systems.footage.core.frames.starts import start_us
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig


def look_at(clip: ClipFile, config: ProbeConfig) -> Seen:
    """Raises ``Refused``: ``clip_…``, as ``open_clip`` and ``clip_start_unknown``."""
    with open_clip(clip.path, name=clip.name, most_pixels=config.limits.most_pixels, key=clip.key) as opened:
        start = start_us(given_us=clip.start_us, name=clip.name, metadata=opened.metadata, time_zone=clip.time_zone)
        if start is None:
            raise Refused("clip_start_unknown", file=clip.name)
        stamps, sizes, damaged = [], [], []
        for picture in opened.pictures():
            stamps.append(picture.ticks)
            sizes.append(picture.size)
            damaged.append(picture.damaged)
        if not stamps:
            raise Refused("clip_has_no_pictures", file=clip.name)
        times = repair_stamps(
            stamps,
            time_base=opened.time_base,
            container=opened.container,
            longest_gap_s=config.longest_gap_s,
            size_changes=size_changes(sizes),
            claimed_step_us=opened.claimed_step_us,
        )
        return Seen(
            camera_id=clip.camera_id,
            name=clip.name,
            sha256=sha256_of(clip.path, clip.key),
            bytes=size_of(clip.path, clip.key),
            codec=opened.codec,
            sizes=sizes,
            damaged=damaged,
            start_us=start,
            times=times,
            repairs=_repairs(opened, changes=len(size_changes(sizes))),
        )


def _repairs(opened: Clip, *, changes: int) -> list[Repair]:
    tally = opened.tally
    ends_early = opened.container.indexed and (tally.broke_off or tally.packets < opened.listed)
    counts = {
        "size_changed": changes,
        "begins_mid_group": tally.before_first,
        "pictures_lost": tally.lost,
        "cut_short": max(1, opened.listed - tally.packets) if ends_early else int(tally.broke_off),
        "sound_ignored": opened.sound_streams,
    }
    return [Repair(code, count) for code, count in counts.items() if count]
