"""Model cards as files: named, beside the weights, or built in."""

import hashlib
from pathlib import Path

import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.detect.card import Card, read_card
from naru.systems.footage.core.detect.values import ModelFiles

BUILT_IN = Path(__file__).parent / "cards"
MOST_CARD_BYTES = 1 << 20


def card_of(model: ModelFiles) -> Card:
    """Raises ``Refused``: ``model_unreadable``, ``model_has_no_card``, ``model_card_wrong``, ``model_is_another``."""
    digest = weights_sha256(model.weights)
    beside = model.weights.with_suffix(".yaml")
    if model.card is not None:
        card = load_card(model.card)
    elif beside.is_file():
        card = load_card(beside)
    else:
        card = _built_in(digest, model.weights)
    if card.sha256 and card.sha256 != digest:
        raise Refused("model_is_another", model=model.weights.name)
    return card


def load_card(path: Path) -> Card:
    try:
        with path.open("rb") as file:
            read = yaml.safe_load(file.read(MOST_CARD_BYTES))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise Refused("model_card_wrong", card=path.name, field="YAML", reason=type(error).__name__) from None
    return read_card(read, named=path.name)


def weights_sha256(path: Path) -> str:
    """Raises ``Refused``: ``model_unreadable``."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise Refused("model_unreadable", model=path.name) from None


def _built_in(digest: str, weights: Path) -> Card:
    for path in sorted(BUILT_IN.glob("*.yaml")):
        card = load_card(path)
        if card.sha256 == digest:
            return card
    raise Refused("model_has_no_card", model=weights.name)
