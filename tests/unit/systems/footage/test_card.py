"""Model cards: read whole, or refused by the name of the field."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.cards import BUILT_IN, card_of, load_card
from naru.systems.footage.core.detect.card import Fit, HeadKind, Task, read_card
from naru.systems.footage.core.detect.fitting import fit
from naru.systems.footage.core.detect.values import ModelFiles

CARD: dict[str, Any] = {
    "name": "toy",
    "version": "1",
    "task": "objects",
    "input": {"name": "x", "width": 64, "height": 32, "fit": "letterbox", "fill": 114},
    "head": {"kind": "grid", "strides": [8, 16], "outputs": {"rows": "y"}, "labels": 3},
    "classes": {0: "person", "2": "car"},
}


def changed(path: str, value: object) -> dict[str, Any]:
    card = deepcopy(CARD)
    *parents, last = path.split(".")
    place = card
    for parent in parents:
        place = place[parent]
    if value is None:
        place.pop(last)
    else:
        place[last] = value
    return card


def test_a_card_is_read_with_its_defaults() -> None:
    card = read_card(CARD, named="toy.yaml")
    assert (card.source, card.task, card.head.kind, card.input.fit) == (
        "toy 1",
        Task.OBJECTS,
        HeadKind.GRID,
        Fit.LETTERBOX,
    )
    assert card.classes == {0: "person", 2: "car"}
    assert (card.riders_in_one_box, card.nms_iou, card.input.colour) == (False, 0.5, "bgr")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", None),
        ("task", "weather"),
        ("input", None),
        ("input.name", None),
        ("input.width", 0),
        ("input.width", 8193),
        ("input.width", "wide"),
        ("input.colour", "hsv"),
        ("input.fit", "squeeze"),
        ("input.mean", "grey"),
        ("input.fill", 256),
        ("head.kind", "magic"),
        ("head.strides", None),
        ("head.outputs", {}),
        ("head.labels", -1),
        ("classes", ["person"]),
        ("classes", {0: "unicorn"}),
        ("classes", {"zero": "person"}),
        ("least_score", 1.01),
        ("least_score", True),
        ("nms_iou", -0.01),
    ],
)
def test_a_wrong_field_is_named(path: str, value: object) -> None:
    with pytest.raises(Refused) as refused:
        read_card(changed(path, value), named="toy.yaml")
    assert refused.value.code == "model_card_wrong"
    assert str(refused.value.facts["field"]).startswith(path)


def test_a_card_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(Refused):
        read_card(["name"], named="toy.yaml")


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.yaml")), ids=lambda path: path.stem)
def test_built_in_cards_are_right_and_name_their_weights(path: Path) -> None:
    card = load_card(path)
    assert len(card.sha256) == 64
    assert card.licence


def test_a_model_is_looked_up_beside_it_and_by_what_it_holds(tmp_path: Path) -> None:
    weights = tmp_path / "toy.onnx"
    weights.write_bytes(b"weights")
    with pytest.raises(Refused, match="card"):
        card_of(ModelFiles(weights=weights))
    weights.with_suffix(".yaml").write_text(yaml.safe_dump(CARD))
    assert card_of(ModelFiles(weights=weights)).name == "toy"
    other = tmp_path / "other.yaml"
    other.write_text(yaml.safe_dump({**CARD, "sha256": "0" * 64}))
    with pytest.raises(Refused) as refused:
        card_of(ModelFiles(weights=weights, card=other))
    assert refused.value.code == "model_is_another"


@pytest.mark.parametrize(
    ("how", "scaled", "place"),
    [
        (Fit.LETTERBOX, (64, 16), (0, 0)),
        (Fit.CENTRED, (64, 16), (0, 8)),
        (Fit.STRETCH, (64, 32), (0, 0)),
        (Fit.AS_IS, (200, 50), (0, 0)),
    ],
)
def test_boxes_come_back_to_the_picture(how: Fit, scaled: tuple[int, int], place: tuple[int, int]) -> None:
    card = read_card(changed("input.fit", str(how)), named="toy.yaml").input
    fitting = fit((200, 50), card)
    assert (fitting.scaled, (fitting.left, fitting.top)) == (scaled, place)
    assert fitting.canvas == ((224, 64) if how is Fit.AS_IS else (64, 32))
    whole = [[place[0], place[1], place[0] + scaled[0], place[1] + scaled[1]], [-9, -9, 999, 999]]
    assert fitting.to_picture(whole).tolist() == [[0, 0, 200, 50], [0, 0, 200, 50]]  # type: ignore[arg-type]
