"""What the site may know of MyData."""

from naru.base.kit.system import Audience, Fact, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="mydata",
    optional=True,
    urls="naru.systems.mydata.urls",
    api="naru.systems.mydata.api:router",
    api_words="naru.systems.mydata.api_words:WORDS",
    commands={"mydata": "naru.systems.mydata.commands:mydata"},
    menu=(
        MenuItem(
            words=Words("누가 내 데이터를 갖고 있나", "Who has my data"),
            url="mydata:mine",
            group=MenuGroup.MINE,
            order=10,
            audience=Audience.SIGNED_IN,
        ),
        MenuItem(
            words=Words("마이데이터 서비스", "MyData services"),
            url="mydata:services",
            group=MenuGroup.COMMUNITY,
            order=46,
            footer="doors",
        ),
    ),
    facts=(
        Fact(
            name="mydata.services",
            words=Words("등록한 마이데이터 서비스", "MyData services registered"),
            unit=Words("개", "services"),
            counts="mydata.service",
            value="naru.systems.mydata.reads:count_registered",
            url="mydata:services",
        ),
        Fact(
            name="mydata.demonstrated",
            words=Words("실증한 마이데이터 서비스", "MyData services demonstrated"),
            unit=Words("개", "services"),
            counts="mydata.service",
            rows="naru.systems.mydata.facts:registered",
            url="mydata:services",
            definition=Words(
                "시가 실증으로 등록한 서비스. 그 뒤에 멈춘 것도 셉니다.",
                "Services that the city registered for a trial, those stopped since too.",
            ),
        ),
    ),
    kinds={
        "mydata_consent": "naru.systems.mydata.refs:consent",
        "mydata_service": "naru.systems.mydata.refs:service",
        "mydata_holder": "naru.systems.mydata.refs:holder",
        "mydata_proxy": "naru.systems.mydata.refs:proxy",
    },
    sample="samples.mydata:bring_mydata",
    sample_is_long=True,
)
