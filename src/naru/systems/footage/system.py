"""What the site may know of footage."""

from naru.base.kit.system import Fact, MenuGroup, MenuItem, Panel, RoleKind, SealedKind, System
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
            footer="doors",
            footer_words=Words("유동인구와 공원", "Footfall and parks"),
        ),
        MenuItem(
            words=Words("학습 데이터", "Training sets"),
            url="footage:sets",
            group=MenuGroup.DATA,
            order=60,
            footer="doors",
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
        Fact(
            name="footage.hours",
            words=Words("수치를 공개한 영상", "Footage whose figures are public"),
            unit=Words("시간", "hours"),
            counts="footage.clip",
            rows="naru.systems.footage.facts:hours",
            url="footage:overview",
            definition=Words(
                "공개하는 카메라의 영상 길이를 더합니다. 철회한 영상은 철회한 때부터 뺍니다.",
                "The length of clips of public cameras; a withdrawn clip counts until it was withdrawn.",
            ),
            per_unit=3600000000,
        ),
        Fact(
            name="footage.cameras",
            words=Words("수치를 공개한 카메라", "Cameras with public figures"),
            unit=Words("대", "cameras"),
            counts="footage.camera",
            rows="naru.systems.footage.facts:cameras",
            url="footage:overview",
            definition=Words(
                "수치를 누구나 볼 수 있는 카메라 가운데 집계를 마친 것.",
                "Public cameras whose figures were made.",
            ),
        ),
        Fact(
            name="footage.reviewed_events",
            words=Words("사람이 확인한 공원 위법행위 후보", "Park events reviewed by people"),
            unit=Words("건", "events"),
            counts="footage.event",
            rows="naru.systems.footage.facts:reviewed_events",
            url="footage:overview",
            definition=Words(
                "사람이 맞다, 아니다, 고쳐서 맞다고 판단한 후보.",
                "Events that somebody accepted, rejected or corrected.",
            ),
        ),
    ),
    dataset_panels=(Panel(render="naru.systems.footage.sets.panels:of_dataset", place="use", order=40),),
    kinds={
        "camera": "naru.systems.footage.refs:camera",
        "clip": "naru.systems.footage.refs:clip",
        "footage_event": "naru.systems.footage.refs:event",
        "training_set": "naru.systems.footage.refs:training_set",
        "footage_release": "naru.systems.footage.refs:release",
        "footage_withdrawal": "naru.systems.footage.refs:withdrawal",
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
    erasable="naru.systems.footage.sets.label_store:of_path",
    derived=("footage-originals",),
    sample="samples.footage:bring",
)
