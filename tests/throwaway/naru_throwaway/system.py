"""What the site may know of boats."""

from naru.base.kit.system import Fact, Findable, MenuItem, Panel, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="throwaway",
    optional=True,
    urls="naru_throwaway.urls",
    api="naru_throwaway.api:router",
    api_words="naru_throwaway.api_words:WORDS",
    commands={"throwaway": "naru_throwaway.commands:throwaway"},
    menu=(MenuItem(words=Words("배", "Boats"), url="throwaway:boats", order=90),),
    facts=(
        Fact(
            name="throwaway.boats",
            words=Words("떠 있는 배", "Boats afloat"),
            unit=Words("척", "boats"),
            counts="boat",
            value="naru_throwaway.reads:count",
            url="throwaway:boats",
            home=90,
        ),
    ),
    findables=(
        Findable(
            name="throwaway.boats",
            words=Words("뱃놀이", "Boating"),
            things="naru_throwaway.findables:boats",
            url="throwaway:boats",
        ),
    ),
    dataset_panels=(Panel(render="naru_throwaway.panels:boats_of"),),
    kinds={"boat": "naru_throwaway.refs:boat"},
    checks="naru_throwaway.checks:CHECKS",
    derived=("boats-painted",),
    sample="naru_throwaway.sample:bring",
    doors="naru_throwaway.doors:DOORS",
)
