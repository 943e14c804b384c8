"""The reviewers' report on a combination: one page that stands alone.

page.py      the page
parts.py     its sections
pictures.py  bars and curves as inline SVG
figures.py   numbers, the small ones hidden
labels.py    codes in words
markup.py    HTML in two languages
style.py     its style sheet, and the policy that lets in nothing else
"""

from naru.systems.combination.core.report.page import report

__all__ = ["report"]
