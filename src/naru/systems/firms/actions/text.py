"""What people write, within its length."""

from naru.base.kit.refusals import Refused
from naru.systems.firms.models import TEXT_LONGEST, TITLE_LONGEST


def written(said: str, most: int) -> str:
    """Raises ``Refused``: ``problem_text_refused``."""
    text = said.strip()
    if not text or len(text) > most:
        raise Refused("problem_text_refused", title_most=TITLE_LONGEST, text_most=TEXT_LONGEST)
    return text
