"""The key kit: what an owner needs to make keys on its own PC, in one zip with a text that says how."""

import io
import json
import zipfile
from collections.abc import Sequence

from naru.base.kit.canonical import canonical_json
from naru.systems.combination.core.key_spec import KeySpec, Mode
from naru.systems.combination.crypto.identities import Card

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same kit has the same bytes
COLUMNS = {
    "columns": [
        {"name": "연령대", "role": "quasi_identifier"},
        {"name": "구", "role": "quasi_identifier"},
        {"name": "질병", "role": "sensitive"},
    ]
}


def packed(spec: KeySpec, cards: Sequence[Card]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kit:
        for name, content in _files(spec, cards).items():
            kit.writestr(zipfile.ZipInfo(name, FIRST_DAY), content)
    return out.getvalue()


def _files(spec: KeySpec, cards: Sequence[Card]) -> dict[str, bytes]:
    known = {f"cards/{card.role}-{card.name}.json": canonical_json(card.to_json()) for card in cards}
    columns = json.dumps(COLUMNS, ensure_ascii=False, indent=2).encode()
    return {
        "spec.json": canonical_json(spec.to_json()),
        "columns-example.json": columns,
        "읽어-주세요.txt": how_to(spec).encode("utf-8-sig"),
        **known,
    }


def how_to(spec: KeySpec) -> str:
    """The steps on the owner's own PC, with this case's names in them."""
    first, second = spec.parties[0], spec.parties[1]
    items = ", ".join(item.name for item in spec.items)
    secret = (
        f"  naru owner share-secret {first} --to {second}      ({second}: naru owner take {second} {first}-secret-{second}.sealed)"
        if spec.mode is Mode.HMAC
        else f"  naru owner blind {first} 고객.csv      (evaluate, take: naru owner --help)"
    )
    return f"""결합 {spec.case}: 결합신청자의 컴퓨터에서 하는 일

이름, 전화번호처럼 사람을 알아볼 수 있는 것은 이 컴퓨터를 떠나지 않습니다.
명세의 SHA-256: {spec.digest}
파일에 있어야 할 열: {items}

1. 설치 (인터넷이 되는 컴퓨터에서 한 번)
  pip install "naru[owner]"
2. 사건 폴더를 만들고 다른 역할의 명함을 등록합니다. 지문은 전화로 맞춰 보세요.
  naru owner begin {first} --spec spec.json --name {first}
  naru owner meet {first} cards/*.json
3. 공동 비밀
{secret}
4. 결합키: {first}/outbox/{first}-keys.sealed 를 결합키관리기관에 보냅니다.
  naru owner keys {first} 고객.csv
5. 추출 목록을 받은 뒤 속성: {first}/outbox/{first}-payload.sealed 를 결합전문기관에 보냅니다.
  naru owner take {first} extract-{first}.sealed
  naru owner payload {first} 고객.csv --columns columns-example.json
6. 모두 끝나면 열쇠를 파기하고 증명서를 보관합니다.
  naru owner destroy {first}
"""
