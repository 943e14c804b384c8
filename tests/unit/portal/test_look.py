"""The page's colours can be read by day and by night: every pair that stands on another has the contrast of WCAG AA."""

import re

import pytest

from tests.lint import SOURCE

CHECKOUT = SOURCE.parents[1]
TOKENS = CHECKOUT / "node_modules" / "krds-uiux" / "resources" / "css" / "token" / "krds_tokens.css"
BASE = SOURCE / "portal" / "frontend" / "styles" / "base.css"
PALETTE = SOURCE / "data" / "query" / "frontend" / "parts" / "palette.js"

TEXT, SIGN = 4.5, 3.0
ON_PAPER = (
    "ink",
    "ink-soft",
    "ink-faint",
    "harbour",
    "harbour-deep",
    "link",
    "lantern-deep",
    "good",
    "bad",
    "care",
    "note",
)
CODE = ("code-word", "code-text", "code-number", "code-type")
PAIRS = [
    *((over, under, TEXT) for over in ON_PAPER for under in ("paper", "paper-tint")),
    *((over, "foam", TEXT) for over in ("ink", "ink-soft", "ink-faint", "harbour", "link")),
    *((over, "shallow", TEXT) for over in ("ink", "harbour", "harbour-deep")),
    *((over, under, TEXT) for over in CODE for under in ("paper", "foam")),
    *((f"{tone}-ink", f"{tone}-tint", TEXT) for tone in ("good", "bad", "care", "note")),
    *((over, f"{tone}-tint", TEXT) for tone in ("good", "bad", "care", "note") for over in ("ink", "link")),
    *(("ink", under, TEXT) for under in ("found", "sky-top", "sky-low", "mute")),
    ("ink-soft", "mute", TEXT),
    ("ink-soft", "bad-tint", TEXT),
    ("ink-soft", "mute-strong", TEXT),
    ("lantern-deep", "lantern-glow", TEXT),
    ("on-harbour", "harbour", TEXT),
    ("on-harbour", "harbour-deep", TEXT),
    ("on-bad", "bad", TEXT),
    ("on-bad", "bad-deep", TEXT),
    ("on-good", "good", TEXT),
    ("on-night", "night", TEXT),
    ("on-lantern", "lantern", TEXT),
    ("water", "paper", SIGN),
]


def colours(look: int) -> dict[str, str]:
    """Our names by day (0) or night (1), each as #rrggbb."""
    palette = dict(re.findall(r"(--krds-color-[\w-]+):\s*(#[0-9a-f]{6})", TOKENS.read_text()))
    root = BASE.read_text().partition(":root {")[2].partition("\n}")[0]
    found: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", root):
        halves = re.fullmatch(r"light-dark\((.+), (.+)\)", value)
        chosen = halves[look + 1] if halves else value
        named = re.fullmatch(r"var\((--[\w-]+)\)", chosen)
        colour = palette.get(named[1], found.get(named[1][2:], "")) if named else chosen
        if re.fullmatch(r"#[0-9a-f]{3}", colour):
            colour = "#" + "".join(letter * 2 for letter in colour[1:])
        if re.fullmatch(r"#[0-9a-f]{6}", colour):
            found[name] = colour
    return found


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("look", [0, 1], ids=["day", "night"])
def test_whatever_is_written_can_be_read(look: int) -> None:
    known = colours(look)
    weak = {
        f"{over} on {under}": round(ratio, 2)
        for over, under, least in PAIRS
        if (ratio := contrast(known[over], known[under])) < least
    }
    assert not weak


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_is_drawn_stands_out_from_its_ground(look: str) -> None:
    block = re.search(rf"{look}: {{(.*?)\n  }}", PALETTE.read_text(), re.DOTALL)
    assert block is not None
    said = block[1]
    series = re.findall(r"#[0-9a-f]{6}", said.partition("series")[2].partition("]")[0])
    named = dict(re.findall(r"(\w+): \"(#[0-9a-f]{6})\"", said))
    assert len(series) == 8
    assert not [colour for colour in series if contrast(colour, named["paper"]) < SIGN]
    assert not [name for name in ("ink", "quiet") if contrast(named[name], named["paper"]) < TEXT]
    assert contrast(named["degrees"], named["ground"]) >= TEXT


def test_a_component_never_uses_a_token_of_the_palette_directly() -> None:
    sheets = [path for path in SOURCE.glob("**/frontend/**/*.css") if path != BASE]
    assert not [str(path) for path in sheets if "var(--krds-" in path.read_text()]
