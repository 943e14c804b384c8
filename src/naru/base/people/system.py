"""What the site may know of people and organisations."""

from naru.base.kit.system import Audience, Fact, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="people",
    urls="naru.base.people.urls",
    api="naru.base.people.api:router",
    api_words="naru.base.people.api_words:WORDS",
    commands={
        "access-log": "naru.base.people.commands:show_access_log",
        "user": "naru.base.people.commands:user",
        "organisation": "naru.base.people.commands:organisation",
        "token": "naru.base.people.commands:token",
    },
    menu=(
        MenuItem(
            words=Words("긴급 열람", "Emergency access"),
            url="people:break_glass",
            group=MenuGroup.OFFICE,
            order=75,
            audience=Audience.AUDITORS,
        ),
    ),
    facts=(
        Fact(
            name="people.organisations",
            words=Words("함께하는 기관", "Organisations that take part"),
            unit=Words("곳", "organisations"),
            counts="organisation",
            rows="naru.base.people.facts:organisations",
            url="people:organisations",
            definition=Words(
                "계정이 있는 기관과 기업. 등록한 때부터 셉니다.",
                "Organisations and firms with an account, from its opening on.",
            ),
        ),
    ),
    kinds={"organisation": "naru.base.people.refs:organisation"},
)
