"""How a picture of any size lies in a model's input, and how boxes come back."""

from dataclasses import dataclass

import numpy as np

from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.detect.card import Fit, InputCard

MULTIPLE = 32  # of an input that takes any size


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """``scaled``: width and height that the picture is scaled to; ``canvas``: those of the input; ``left`` and ``top``: where it lies."""

    scaled: tuple[int, int]
    canvas: tuple[int, int]
    left: int
    top: int
    picture: tuple[int, int]

    def to_picture(self, xyxy: Floats) -> Floats:
        """Boxes of the input as boxes of the picture, cut at its edges."""
        across, down = self.picture[0] / self.scaled[0], self.picture[1] / self.scaled[1]
        moved = (xyxy - np.array([self.left, self.top] * 2, np.float32)) * np.array([across, down] * 2, np.float32)
        return np.clip(moved, 0, np.array(self.picture * 2, np.float32)).astype(np.float32)


def fit(picture: tuple[int, int], card: InputCard) -> Fitting:
    """``picture``: width and height."""
    width, height = picture
    if card.fit is Fit.AS_IS:
        up = (-(-width // MULTIPLE) * MULTIPLE, -(-height // MULTIPLE) * MULTIPLE)
        return Fitting(scaled=picture, canvas=up, left=0, top=0, picture=picture)
    canvas = (card.width, card.height)
    if card.fit is Fit.STRETCH:
        return Fitting(scaled=canvas, canvas=canvas, left=0, top=0, picture=picture)
    scale = min(card.width / width, card.height / height)
    scaled = (max(1, round(width * scale)), max(1, round(height * scale)))
    left, top = ((canvas[0] - scaled[0]) // 2, (canvas[1] - scaled[1]) // 2) if card.fit is Fit.CENTRED else (0, 0)
    return Fitting(scaled=scaled, canvas=canvas, left=left, top=top, picture=picture)
