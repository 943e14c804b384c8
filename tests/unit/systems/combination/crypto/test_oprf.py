"""Known answers of RFC 9497, A.1.1 (ristretto255-SHA512, mode OPRF) and of RFC 9496, A.1 and A.3."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.intersection import count_shared, mask, mask_again
from naru.systems.combination.crypto.oprf import blind, evaluate, finalize
from naru.systems.combination.crypto.ristretto import ORDER, inverse, multiply, product, random_scalar

ONE = (1).to_bytes(32, "little")
KEY = bytes.fromhex("5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e")
BLIND = bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706")
VECTORS = [
    (
        "00",
        "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
        "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
        "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6",
    ),
    (
        "5a" * 17,
        "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
        "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
        "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73",
    ),
]


@pytest.mark.parametrize(("message", "blinded", "evaluated", "output"), VECTORS, ids=["short", "long"])
def test_rfc_9497(message: str, blinded: str, evaluated: str, output: str) -> None:
    messages = [bytes.fromhex(message)]
    hidden = blind(messages, scalar=BLIND)
    assert hidden.points.hex() == blinded
    answer = evaluate(hidden.points, KEY)
    assert answer.hex() == evaluated
    assert finalize(messages, hidden, answer, share=ONE)[0].hex() == output


def test_two_owners_make_the_same_keys_and_the_blinding_leaves_no_trace() -> None:
    shares, messages = (random_scalar(), random_scalar()), [b"one", b"two", b"three"]
    made = []
    for mine, theirs in (shares, shares[::-1]):
        hidden = blind(messages)
        made.append(finalize(messages, hidden, evaluate(hidden.points, theirs), share=mine))
    assert made[0] == made[1]
    assert len(set(made[0])) == 3
    whole = blind(messages, scalar=ONE)
    assert finalize(messages, whole, whole.points, share=product(*shares)) == made[0]


def test_what_is_no_point_is_refused() -> None:
    identity, off = bytes(32), b"\xff" * 32
    for sent in (identity, off, b"short"):
        with pytest.raises(Refused) as refused:
            evaluate(sent, KEY)
        assert refused.value.code == "not_points"


def test_as_many_points_come_back_as_went() -> None:
    hidden = blind([b"one", b"two"])
    with pytest.raises(Refused) as refused:
        finalize([b"one", b"two"], hidden, hidden.points[:32], share=KEY)
    assert refused.value.code == "evaluated_other_count"


def test_an_inverse_takes_a_factor_away() -> None:
    scalar = random_scalar()
    assert product(scalar, inverse(scalar)) == ONE
    assert 0 < int.from_bytes(scalar, "little") < ORDER
    point = blind([b"x"]).points
    assert multiply(inverse(scalar), multiply(scalar, point)) == point


def test_an_intersection_is_counted_and_nothing_repeats_its_order() -> None:
    left, right = [b"a", b"b", b"c", b"c"], [b"b", b"c", b"d"]
    one, other = random_scalar(), random_scalar()
    masked = mask(left, one)
    assert len(masked) == 3 * 32
    assert count_shared(mask_again(masked, other), mask_again(mask(right, other), one)) == 2
    assert count_shared(mask(left, one), mask(left, other)) == 0
    assert count_shared(b"", mask(left, one)) == 0
