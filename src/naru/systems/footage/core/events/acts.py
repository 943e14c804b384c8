"""The six acts as rules, each with what it can and cannot see.

No small free model sees a tent, a fire, a rod or damage: these rules see people, vehicles and things that appeared and stayed, and ask a
person to look. Classes that a better model brings ("tent", "fire", "fishing_rod") are in the rules already. In a zone drawn for one of
them somebody who stays is worth a look even without such a sign, and scores less.
"""

from naru.base.kit.words import Words
from naru.systems.footage.core.events.rules import Beside, BesideStill, Company, Rule, Still

THINGS = ("moving", "thing", "appeared")

COOKING = Rule(
    id="cooking",
    version=1,
    name=Words("취사", "Cooking"),
    sees=Words(
        "금지구역에서 사람이 새로 놓인 물건이나 불꽃 옆에 머무르는 것",
        "People who stay beside something newly put down, or beside flames, in a prohibited zone",
    ),
    cannot_see=Words(
        "불과 버너 자체(불꽃 모형을 넣기 전), 몸에 가려진 조리, 이미 놓여 있던 시설에서의 취사, 도시락을 먹는 것과의 차이",
        "The fire or stove itself (until a flame model is added), cooking hidden by bodies, cooking at a fixture that was there before, "
        "or how it differs from eating a packed lunch",
    ),
    classes=("person",),
    least_s=10,
    sure_s=300,
    gap_s=30,
    relations=(Still(),),
    supports=(Beside(classes=("fire", "smoke", *THINGS), reach_heights=1.2),),
)
FISHING = Rule(
    id="fishing",
    version=1,
    name=Words("낚시", "Fishing"),
    sees=Words(
        "낚시 금지 물가에서 한자리에 오래 서 있거나 앉아 있는 사람",
        "A person who stays in one place at a shore closed to fishing",
    ),
    cannot_see=Words(
        "낚싯대와 줄(가늘어 화면에 거의 남지 않음), 물을 바라보며 쉬는 사람과의 차이",
        "The rod and the line (too thin for the picture), or how it differs from resting with a view of the water",
    ),
    classes=("person",),
    least_s=10,
    sure_s=600,
    gap_s=30,
    relations=(Still(),),
    supports=(Beside(classes=("fishing_rod",), reach_heights=2.0),),
)
DAMAGE = Rule(
    id="damage",
    version=1,
    name=Words("시설 훼손", "Damage to facilities"),
    sees=Words(
        "시설 앞에 잠깐 멈춰 섰다 떠나는 사람, 또는 멈춰 선 사람 곁에서 이는 움직임",
        "A person who halts briefly at a facility and leaves, or movement beside one who stopped",
    ),
    cannot_see=Words(
        "때리는 동작과 살펴보거나 수리하는 동작의 차이, 오래 머물며 하는 훼손, 긁힘이나 얼룩, 사람이 가린 뒤쪽",
        "How a blow differs from a look or a repair, damage done by one who stays long, a scratch or a stain, or what a body hides",
    ),
    classes=("person",),
    least_s=2,
    sure_s=20,
    gap_s=5,
    most_s=30,
    relations=(Still(over_s=2.0),),
    supports=(Beside(classes=THINGS, reach_heights=0.8),),
)
TWO_WHEELER = Rule(
    id="two_wheeler",
    version=1,
    name=Words("이륜차·킥보드 진입", "Two-wheelers and kickboards"),
    sees=Words(
        "금지구역에 들어온 자전거, 오토바이, 킥보드. 서 있는 자세로 빠르게 지나가는 사람은 킥보드 후보로 봅니다.",
        "Bicycles, motorcycles and kickboards in a prohibited zone. A person who stands and passes fast is a kickboard candidate.",
    ),
    cannot_see=Words(
        "끌고 가는 자전거와 천천히 타는 자전거의 차이가 작은 먼 거리, 걷는 속도로 타는 킥보드",
        "Far away, how a bicycle pushed differs from one ridden slowly; a kickboard at walking speed",
    ),
    classes=("bicycle", "motorcycle", "kickboard"),
    modes=("bicycle", "motorcycle", "kickboard"),
    least_s=0.5,
    sure_s=2,
    gap_s=3,
)
TENT = Rule(
    id="tent",
    version=1,
    name=Words("텐트 설치", "Tents"),
    sees=Words(
        "금지구역에 사람 곁에 새로 나타나 그대로 있는 큰 물건",
        "Something large that appeared beside a person in a prohibited zone and stays",
    ),
    cannot_see=Words(
        "텐트와 그늘막·돗자리·수레의 차이(텐트 모형을 넣기 전), 녹화 전부터 있던 텐트",
        "How a tent differs from an awning, a mat or a cart (until a tent model is added); a tent that stood there before recording",
    ),
    classes=("person",),
    least_s=5,
    sure_s=600,
    gap_s=60,
    relations=(Still(),),
    supports=(BesideStill(classes=("tent", *THINGS), reach_heights=2.5, still_s=5, least_heights=0.5),),
)
DRINKING = Rule(
    id="drinking",
    version=1,
    name=Words("음주", "Drinking"),
    sees=Words(
        "음주 금지구역에서 병이나 캔 곁에 둘 이상이 머무르는 것",
        "Two or more people who stay beside bottles or cans where alcohol is not allowed",
    ),
    cannot_see=Words(
        "병에 든 것이 술인지 물인지, 혼자 마시는 것, 컵·종이봉투에 든 술, 작거나 가려진 병",
        "Whether a bottle holds alcohol or water, one who drinks alone, a cup or a paper bag, a bottle small or hidden",
    ),
    classes=("person",),
    least_s=10,
    sure_s=300,
    gap_s=30,
    relations=(Still(), Company(people=2)),
    supports=(Beside(classes=("bottle", "can", "cup"), reach_heights=1.5),),
)
ACTS = (COOKING, FISHING, DAMAGE, TWO_WHEELER, TENT, DRINKING)
