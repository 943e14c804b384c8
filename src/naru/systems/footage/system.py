"""What the site may know of footage."""

from naru.base.kit.system import Fact, MenuGroup, MenuItem, RoleKind, SealedKind, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="footage",
    optional=True,
    urls="naru.systems.footage.urls",
    commands={"footage": "naru.systems.footage.commands:footage"},
    menu=(
        MenuItem(
            words=Words("유동인구", "Footfall"),
            url="footage:overview",
            group=MenuGroup.ANALYSIS,
            order=40,
            footer="data",
            footer_words=Words("유동인구와 공원", "Footfall and parks"),
        ),
    ),
    facts=(
        Fact(
            name="footage.people",
            words=Words("거리에서 센 사람", "People counted in streets"),
            unit=Words("명", "people"),
            counts="footage.person",
            value="naru.systems.footage.reads:count_people",
            url="footage:overview",
            home=60,
        ),
    ),
    kinds={
        "camera": "naru.systems.footage.refs:camera",
        "clip": "naru.systems.footage.refs:clip",
        "footage_event": "naru.systems.footage.refs:event",
    },
    roles=(
        RoleKind(
            name="footage.original_reader",
            words=Words("원본 영상 열람자", "Reader of original footage"),
            over="footage_original",
            opens_sealed=True,
        ),
    ),
    sealed={
        "footage_original": SealedKind(
            words=Words("가리지 않은 원본 영상", "Original footage, unmasked"), reader="footage.original_reader"
        )
    },
    derived=("footage-originals",),
    sample="samples.footage:bring",
)
