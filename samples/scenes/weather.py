"""Night, rain, shake, and the sensor's noise: what lies between a scene and its picture."""

from collections.abc import Callable
from functools import cache
from math import sin

import cv2
import numpy as np
import numpy.typing as npt

from samples.scenes.optics import Optics
from samples.scenes.pen import Picture
from samples.scenes.values import Fixture, FixtureKind, Scene, Weather

BANK = 8  # pictures of noise and of rain, taken in turn
Exposure = Callable[[Picture, int], Picture]


def exposure(scene: Scene) -> Exposure:
    """A function of a clean picture and its number → the picture that the camera takes."""
    weather, random = scene.weather, np.random.default_rng(scene.seed)
    shape = (scene.optics.height, scene.optics.width, 3)
    noises = [
        random.normal(0, weather.noise * (1 + 1.5 * weather.night), shape).round().astype(np.int16) for _ in range(BANK)
    ]
    rains = [_rain(scene.optics, weather.rain, random) for _ in range(BANK)] if weather.rain else []
    light = _lamplight(scene.optics, scene.fixtures, weather.night) if weather.night else None

    def expose(picture: Picture, number: int) -> Picture:
        if light is not None:
            picture = np.asarray(cv2.multiply(picture, light, scale=1 / 255), np.uint8)
        if rains:
            picture = np.asarray(cv2.add(picture, rains[(number * 3) % BANK]), np.uint8)
        if weather.shake_px:
            across, down = shake(weather, number)
            moved = np.array([[1, 0, across], [0, 1, down]], np.float64)
            picture = np.asarray(
                cv2.warpAffine(picture, moved, shape[1::-1], borderMode=cv2.BORDER_REPLICATE), np.uint8
            )
        return np.asarray(cv2.add(picture, noises[(number * 5) % BANK], dtype=cv2.CV_8U))

    return expose


@cache
def shake(weather: Weather, number: int) -> tuple[float, float]:
    """How far the picture of a number sways to the right and down, in pixels: a pole in the wind, twice a second or so."""
    across = sin(number * 1.27) + 0.4 * sin(number * 2.9 + 1)
    down = 0.5 * sin(number * 1.91 + 0.5)
    return weather.shake_px * across / 1.4, weather.shake_px * down


def _lamplight(optics: Optics, fixtures: tuple[Fixture, ...], night: float) -> Picture:
    """How much of the day's light is left, a little blue, and warm around the lamps."""
    left = np.full((optics.height, optics.width, 3), 1 - 0.72 * night, np.float64) * (1.0, 0.9, 0.82)
    columns, lines = np.meshgrid(np.arange(optics.width), np.arange(optics.height))
    for lamp in fixtures:
        if lamp.kind is not FixtureKind.LAMP:
            continue
        u, v = optics.pixel(lamp.at[0] + 0.85, lamp.at[1], 0.0)
        radius = 5.5 * optics.scale(lamp.at[1])
        near = np.exp(-(((columns - u) / radius) ** 2) - ((lines - v) / (0.55 * radius)) ** 2)
        left += near[..., None] * np.array([0.34, 0.5, 0.58]) * night
    return np.asarray(np.clip(left, 0, 1) * 255, np.uint8)


def _rain(optics: Optics, strength: float, random: np.random.Generator) -> npt.NDArray[np.uint8]:
    layer = np.zeros((optics.height, optics.width, 3), np.uint8)
    for _ in range(round(260 * strength)):
        x, y = int(random.integers(optics.width)), int(random.integers(optics.height))
        length = int(random.integers(7, 18))
        grey = int(random.integers(26, 60))
        cv2.line(layer, (x, y), (x + length // 5, y + length), (grey, grey, grey), 1, cv2.LINE_AA)
    return layer
