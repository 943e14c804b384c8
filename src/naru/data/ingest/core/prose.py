"""Files of text that are no tables: explanations, programs, database dumps, logs, letters.

Told by their first lines: a keyword where a program or a dump begins a line, a clock and a level where a log does, a
letter's head, or sentences. Whatever is cut into columns with regularity is a table, whatever its cells say.
"""

import re
from collections import Counter
from collections.abc import Sequence

LINES = 80  # that are looked at
REGULAR = 0.9
WRAPPED = 50  # characters of a line that a program or a person broke
WORDS = 6
DELIMITERS = "\t,;|"
_SQL_BEGIN = re.compile(
    r"\s*(?:--|/\*|(?:create|drop|alter)\s+(?:or\s+replace\s+)?(?:table|database|schema|view|index|sequence)\b|insert\s+into\s"
    r"|delete\s+from\s|update\s+\S+\s+set\s|select\s.*\sfrom\s|begin\s*;|use\s+\S+;|set\s+\S+.*;|copy\s+\S+.*\sfrom\s+stdin)",
    re.IGNORECASE,
)
_SQL = re.compile(r"\s*(?:create\s+table|insert\s+into|select\s.*\sfrom|copy\s+\S+.*\sfrom\s+stdin)\b", re.IGNORECASE)
_CODE = re.compile(
    r"\s*(?:#!/|#include\s*[<\"]|import\s+[\w.*{},\s]+(?:\s+from\s+['\"].*)?;?$|from\s+[\w.]+\s+import\s|def\s+\w+\s*\(|class\s+\w+.*[:{]$"
    r"|package\s+[\w.]+;|using\s+[\w.]+;|public\s+(?:static\s+|final\s+)*\w+|function\s*\w*\s*\(|(?:var|let|const)\s+\w+\s*="
    r"|<\?php|library\(\w+\)|return\b|(?:if|for|while|switch)\s*\(?.*[:{]$|else\s*[:{]$|print(?:f|ln)?\s*\(|[\w.]+\(.*\);?$|[})\]]+;?$)"
)
_MAIL = re.compile(
    r"(?:From|To|Cc|Bcc|Reply-To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-[\w-]+|Delivered-To|X-[\w-]+):\s",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\s*[\[(]?(?:\d{4}[-/.]\d{2}[-/.]\d{2}[T ,]+\d{2}:\d{2}|[A-Z][a-z]{2}\s+\d{1,2}\s+\d{2}:\d{2}:\d{2}|\d{2}:\d{2}:\d{2}[.,]\d{3})"
)
_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\b|\w+\[\d+\]:")
_ACCESS = re.compile(r"\S+ \S+ \S+ \[\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [-+]\d{4}\] \"")
_SENTENCE = re.compile(r".{8,}(?:[.!?。]|(?:니다|습니까|세요|어요|아요|한다|이다|있다|없다|된다))[\"'”’)]?$")
_MARKDOWN = re.compile(r"#{1,6}\s+\S|[-*=]{3,}$|(?:[-*•○※▶]|\d{1,2}[.)])\s+\S.*\s\S|```")


def is_text(head: str, file: str) -> bool:
    """Do a file's first lines say that it is no table? ``file`` is its name: a CSV may be one column of sentences."""
    lines = [line.rstrip() for line in head.splitlines()[: LINES * 2] if line.strip()][:LINES]
    if not lines:
        return False
    if _is_sql(lines) or _is_program(lines) or _is_letter(lines):
        return True
    return not _is_regular(lines) and (_is_log(lines) or _is_prose(lines, file))


def _is_sql(lines: Sequence[str]) -> bool:
    return _SQL_BEGIN.match(lines[0]) is not None and any(_SQL.match(line) for line in lines)


def _is_program(lines: Sequence[str]) -> bool:
    if lines[0].startswith("#!/"):
        return True
    code = sum(1 for line in lines if _CODE.match(line))
    return code >= 3 and code >= len(lines) / 3 and not _is_regular(lines)


def _is_letter(lines: Sequence[str]) -> bool:
    return _MAIL.match(lines[0]) is not None and sum(1 for line in lines[:15] if _MAIL.match(line)) >= min(
        3, len(lines)
    )


def _is_log(lines: Sequence[str]) -> bool:
    timed = sum(1 for line in lines if _CLOCK.match(line) and _LEVEL.search(line))
    return len(lines) > 1 and max(timed, sum(1 for line in lines if _ACCESS.match(line))) >= 0.8 * len(lines)


def _is_prose(lines: Sequence[str], file: str) -> bool:
    sentences = [_is_sentence(line) for line in lines]
    marked = sum(
        1 for line, is_sentence in zip(lines, sentences, strict=True) if not is_sentence and _MARKDOWN.match(line)
    )
    is_list = file.lower().endswith((".csv", ".tsv")) and not sentences[0] and all(sentences[1:])
    return sum(sentences) > 1 and sum(sentences) + marked >= len(lines) / 2 and not is_list


def _is_sentence(line: str) -> bool:
    words = line.split()
    is_wrapped = len(line) >= WRAPPED and len(words) >= WORDS
    return len(words) >= 3 and (is_wrapped or _SENTENCE.fullmatch(line.strip()) is not None)


def _is_regular(lines: Sequence[str]) -> bool:
    """Does a usual delimiter cut nearly all lines, as many times each?"""
    for delimiter in DELIMITERS:
        (times, count), *_ = Counter(line.count(delimiter) for line in lines).most_common(1)
        if times and count >= REGULAR * len(lines) and len(lines) > 1:
            return True
    return False
