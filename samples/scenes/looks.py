"""What people look like: sex and age that can be told from the figure, clothes that cannot."""

from random import Random

from samples.scenes.values import Colour, Look, Sex

AGE_BANDS = ("0-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70+")
OLDEST = AGE_BANDS[-1]
SKINS: tuple[Colour, ...] = ((150, 180, 222), (140, 172, 214), (160, 190, 230))
DARK_HAIR: tuple[Colour, ...] = ((30, 30, 34), (38, 42, 52), (44, 54, 74))
GREY_HAIR: tuple[Colour, ...] = ((150, 150, 152), (186, 186, 188))
TOPS: tuple[Colour, ...] = (
    (60, 60, 190), (170, 110, 50), (70, 140, 70), (210, 210, 215), (60, 170, 220), (150, 90, 150), (90, 90, 95), (140, 160, 60),
    (60, 110, 210), (200, 170, 120), (50, 50, 60), (190, 150, 220),
)  # fmt: skip
LEGS: tuple[Colour, ...] = ((110, 80, 50), (60, 55, 55), (95, 90, 85), (140, 120, 90), (70, 90, 110), (48, 44, 60))
HEIGHTS_M = {
    "0-9": 1.18,
    "10-19": 1.60,
    "20-29": 1.70,
    "30-39": 1.70,
    "40-49": 1.68,
    "50-59": 1.66,
    "60-69": 1.63,
    "70+": 1.58,
}


def random_look(random: Random, *, ages: tuple[str, ...] = AGE_BANDS, umbrella: bool = False) -> Look:
    """Women are a little shorter, often with long hair and sometimes a skirt; the old are grey."""
    sex, age = random.choice(list(Sex)), random.choice(ages)
    female, old = sex is Sex.FEMALE, age in {"60-69", OLDEST}
    return Look(
        sex=sex,
        age_band=age,
        height_m=round(HEIGHTS_M[age] * (0.965 if female else 1.03) * random.uniform(0.97, 1.03), 3),
        skin=random.choice(SKINS),
        hair=random.choice(GREY_HAIR if old else DARK_HAIR),
        top=random.choice(TOPS),
        legs=random.choice(LEGS),
        long_hair=female and random.random() < 0.75,
        skirt=female and random.random() < 0.35,
        bag=random.choice(TOPS) if random.random() < 0.4 else None,
        cane=age == OLDEST and random.random() < 0.5,
        umbrella=random.choice(TOPS) if umbrella else None,
    )
