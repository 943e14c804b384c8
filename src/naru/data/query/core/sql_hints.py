"""What a query that does not read was probably meant to be: habits of other engines, marks of word processors."""

import re
import unicodedata

_CURLY = re.compile("[‘’“”„‟´｀]")
_FULL_WIDTH = re.compile("[（），；＝＊＜＞．：＋－／％＿]|[０-９]|\u3000")
_TOP = re.compile(r"\bselect\s+(?:distinct\s+)?top\s*\(?\s*\d+", re.IGNORECASE)
FUNCTIONS = {  # what other engines call it, and how it is asked here
    "to_char": "strftime(날짜, '%Y-%m')",
    "date_format": "strftime(날짜, '%Y-%m')",
    "to_number": "try_cast(글자 as double)",
    "nvl": "coalesce(값, 0)",
    "isnull": "coalesce(값, 0)",
    "ifnull": "coalesce(값, 0)",
    "decode": "case when 조건 then 값 else 다른값 end",
    "sysdate": "current_date",
    "getdate": "now()",
    "len": "length(글자)",
    "charindex": "strpos(글자, 찾는글자)",
    "instr": "strpos(글자, 찾는글자)",
    "group_concat": "string_agg(글자, ', ')",
    "listagg": "string_agg(글자, ', ')",
    "rownum": "row_number() over ()",
    "datediff": "date_diff('day', 처음, 끝)",
    "dateadd": "날짜 + interval 1 day",
}


def normalised(text: str) -> str:
    """The query as keyboards other than a Mac's write it: whole syllables (NFC), without marks of no width."""
    return unicodedata.normalize("NFC", text).replace("\ufeff", "").replace("\u200b", "")


def syntax_hint(text: str) -> str | None:
    """The code of the refusal that says what is wrong with a text that does not parse; None where nothing is known."""
    bare = re.sub(r"'[^']*'", "", text)  # what stands in quotes is data
    if _CURLY.search(bare):
        return "sql_curly_quotes"
    if _FULL_WIDTH.search(re.sub(r'"[^"]*"', "", bare)):
        return "sql_full_width"
    return "sql_top" if _TOP.search(bare) else None


def function_hint(name: str) -> str | None:
    """How a function of another engine is asked here."""
    return FUNCTIONS.get(name.casefold())
