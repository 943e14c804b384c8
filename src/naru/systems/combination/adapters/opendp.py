"""Noise with a certificate: OpenDP's discrete Laplace mechanism (``pip install naru[dp]``).

OpenDP samples exactly, from the machine's secure randomness, with integers alone (Canonne, Kamath and Steinke 2020): none of the holes
that floating point leaves in home-made noise.
"""

from collections.abc import Sequence
from math import isclose

from naru.base.kit.refusals import Refused


class OpenDpLaplace:
    """A ``Mechanism``; ``Refused("opendp_missing")`` where the library is not installed."""

    def noisy(self, counts: Sequence[int], *, rows_a_person: int, epsilon: float) -> list[int]:
        try:
            import opendp.prelude as dp
        except ModuleNotFoundError:
            raise Refused("opendp_missing") from None
        dp.enable_features("contrib")
        space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l1_distance(T="i64")
        measurement = dp.m.make_laplace(*space, scale=rows_a_person / epsilon)
        certified = float(measurement.map(rows_a_person))  # type: ignore[no-untyped-call]
        assert certified <= epsilon or isclose(certified, epsilon, rel_tol=1e-9), "OpenDP certifies another ε"
        return [int(count) for count in measurement(list(counts))]
