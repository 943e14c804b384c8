"""The command ``naru``, also as ``python -m naru``; where the site is not installed, the parts that run without it."""

import sys
from importlib.util import find_spec
from pkgutil import resolve_name

ALONE = {"owner": "naru.systems.combination.owner.__main__:main"}  # what a firm's own PC runs: pip install naru[owner]


def main() -> None:
    """The whole command line, or one of the parts that need no site."""
    if find_spec("django") is None:
        sys.exit(_alone(sys.argv[1:2]))
    from naru.portal.cli import main as whole

    whole()


def _alone(asked: list[str]) -> int:
    program = ALONE.get(asked[0]) if asked else None
    if program is None:
        known = ", ".join(f"naru {name}" for name in ALONE)
        print(
            f"여기에는 사이트가 설치되어 있지 않습니다. 쓸 수 있는 명령: {known}. 사이트: pip install naru[site]",
            file=sys.stderr,
        )
        print(
            f"The site is not installed here. What runs without it: {known}. The site: pip install naru[site]",
            file=sys.stderr,
        )
        return 2
    del sys.argv[1]
    resolve_name(program)()
    return 0


if __name__ == "__main__":
    main()
