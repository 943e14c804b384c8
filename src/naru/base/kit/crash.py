"""Named places where a test may kill the process, to prove that nothing is lost, doubled or half visible there.

``NARU_CRASH_AT=lake.moved`` kills the process (SIGKILL, as a power cut would) the first time it passes that point;
``lake.moved:3`` the third time. Without the variable a point costs one comparison.
"""

import os
import signal

_ASKED, _, _NTH = os.environ.get("NARU_CRASH_AT", "").partition(":")
_passed = 0


def point(name: str) -> None:
    """Die here if ``NARU_CRASH_AT`` names this point."""
    global _passed
    if name != _ASKED:
        return
    _passed += 1
    if _passed == int(_NTH or 1):
        os.kill(os.getpid(), signal.SIGKILL)
