"""Camera files: YAML without tags, aliases or doubled fields, read into cameras; what is wrong is named with its file and line."""

import re
from collections.abc import Hashable, Iterator
from pathlib import Path

import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.parse import cameras_from_mapping
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.events.acts import ACTS
from naru.systems.footage.core.events.rules import Rule

LARGEST_BYTES = 4 << 20
SUFFIXES = {".yaml", ".yml", ".json"}
STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def read_cameras(path: Path, *, rules: tuple[Rule, ...] = ACTS) -> tuple[Camera, ...]:
    """Of one file, or of all camera files of a folder. Refuses an id that two files give, and a zone's act that is none of ``rules``."""
    files = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
    if not files:
        raise Refused("camera_folder_empty", path=str(path))
    cameras = [(file, camera) for file in files for camera in _read(file, rules)]
    taken: dict[str, Path] = {}
    for file, camera in cameras:
        if camera.id in taken:
            raise Refused("camera_in_two_files", id=camera.id, file=file.name, other=taken[camera.id].name)
        taken[camera.id] = file
    return tuple(camera for _file, camera in cameras)


def _read(file: Path, rules: tuple[Rule, ...]) -> tuple[Camera, ...]:
    text = _text(file)
    tree, mapping = _parsed(text, file)
    try:
        cameras = cameras_from_mapping(mapping)
        _check_acts(cameras, rules)
        return cameras
    except Refused as refused:
        place = str(refused.facts.get("place", ""))
        where = f"{file.name}:{_line(tree, place)} {place or 'cameras'}"
        raise Refused(refused.code, **{**refused.facts, "place": where}) from None


def _check_acts(cameras: tuple[Camera, ...], rules: tuple[Rule, ...]) -> None:
    known = [rule.id for rule in rules]
    for number, camera in enumerate(cameras):
        for position, zone in enumerate(camera.zones):
            if wrong := next((act for act in zone.acts if act not in known), None):
                place = f"cameras[{number}].zones[{position}].acts"
                raise Refused("camera_act_unknown", place=place, given=wrong, known=", ".join(known))


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Refused("camera_file_unreadable", file=str(file), reason=error.strerror or str(error)) from None
    if len(content) > LARGEST_BYTES:
        raise Refused("camera_file_large", file=file.name, limit_mb=LARGEST_BYTES >> 20)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("camera_file_not_utf8", file=file.name) from None


class _Loader(yaml.BaseLoader):
    """Text, lists and mappings only: a time such as 22:00 stays as it is written, no tag makes an object."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _parsed(text: str, file: Path) -> tuple[yaml.Node | None, object]:
    try:
        loader = _Loader(text)
        tree = loader.get_single_node()
        return tree, loader.construct_document(tree) if tree else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused("camera_file_malformed", file=file.name, line=line, problem=error.problem or "") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise Refused("camera_file_malformed", file=file.name, line=1, problem=type(error).__name__) from None


def _line(tree: yaml.Node | None, place: str) -> int:
    """Of the deepest part of a place that the file has."""
    line, node = 1, tree
    for step in _steps(place):
        node = _child(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _steps(place: str) -> Iterator[str | int]:
    for name, number in STEP.findall(place):
        yield int(number) if number else name


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
