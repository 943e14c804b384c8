"""A browser's name as a person says it."""

import pytest

from naru.base.people.core.browsers import LONGEST, browser_name

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Chrome · Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/140.0.0.0", "Edge · Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Whale/4.33.325.17 Safari/537.36", "Whale · Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36 OPR/120.0.0.0", "Opera · Linux"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "Chrome · ChromeOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.5 Safari/605.1.15", "Safari · macOS"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {APPLE} CriOS/140.0 Safari/604.1", "Chrome · iPhone"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {APPLE} FxiOS/140.0 Safari/605", "Firefox · iPhone"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {APPLE} EdgiOS/140.0 Safari/605", "Edge · iPhone"),
        (f"Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) {APPLE} Version/18.5 Safari/604.1", "Safari · iPad"),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36 EdgA/140.0", "Edge · Android"),
        (
            f"Mozilla/5.0 (Linux; Android 15; SM-S938N) AppleWebKit/537.36 SamsungBrowser/28.0 {CHROME} Mobile Safari/537.36",
            "Samsung Internet · Android",
        ),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36;KAKAOTALK 2511000", "KakaoTalk · Android"),
        ("Mozilla/5.0 Safari/605.1.15", "Safari"),
        ("curl/8.14.1", "curl/8.14.1"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * LONGEST),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
