"""The related headlines a site puts under an article, or into it, under a heading of their own."""

from __future__ import annotations

import re

from geodata.language.dates import events
from geodata.language.normalise import fold

_HEADINGS = """
مقالات ذات صلة | أخبار ذات صلة | مواضيع ذات صلة | موضوعات ذات صلة | مواد ذات صلة | تقارير ذات صلة
روابط ذات صلة | ذات صلة | مقالات مشابهة | أخبار مشابهة | مواضيع مشابهة | مقالات متعلقة
أخبار متعلقة | مواضيع متعلقة | مواضيع مرتبطة | أخبار مرتبطة | اقرأ أيضا | إقرأ أيضا | اقرأ أيضًا
اقرأ ايضاً | اقرأ المزيد | اقرأ كذلك | اقرأ أكثر | اقرؤوا أيضا | طالع أيضا | شاهد أيضا | شاهد أيضًا
انظر أيضا | قد يهمك | قد يهمك أيضا | قد يعجبك | قد يعجبك أيضا | ربما يعجبك | المزيد
المزيد من الأخبار | للمزيد | اخترنا لك
Related | Related articles | Related stories | Related news | Related posts | Related topics
Related content | Related coverage | Read also | Also read | Read more | Read next | See also | More
More on this | More on this story | More stories | More news | You may also like
You might also like | Recommended | Recommended for you | Recommended stories | Further reading
"""


def _key(line: str) -> str:
    return " ".join(re.findall(r"\w+", fold(line[:80])))


_KEYS = frozenset(_key(name) for name in _HEADINGS.replace("\n", "|").split("|") if name.strip())
_BULLET = re.compile(r"^(?:[-–—•*●▪◦»«>·]|\d{1,2}[.)])\s{1,4}")
_NO_HEADLINE = re.compile(
    r"©|https?://|www\.|@|copyright|all rights|share this|follow us|subscribe|(?<!\w)tags?\s?:|"
    + "|".join(
        map(
            fold,
            ("جميع الحقوق", "حقوق النشر", "شارك", "تابعنا", "الوسوم", "اشترك", "تعليقات", "كلمات مفتاحية"),
        )
    ),
)
_LONGEST_HEADLINE = 250
_FEWEST_WORDS = 3
_SENTENCE = 60
"""A line longer than this that ends with a full stop is a sentence of the text."""


def is_heading(line: str) -> bool:
    """Whether a line is such a heading, with or without a colon, stars or dashes around it."""
    return len(line) <= 80 and not line.rstrip().endswith(".") and _key(line) in _KEYS


def part(text: str) -> tuple[str, list[str]]:
    """The text without its related sections, and the headlines in them, in order, each once.

    A section reaches from its heading to the next line that is a sentence of the text, else to the end.
    """
    kept: list[str] = []
    headlines: dict[str, str] = {}
    inside = False
    for line in text.split("\n"):
        if is_heading(line):
            inside = True
        elif inside and _is_sentence(line):
            inside = False
        if not inside:
            kept.append(line)
        elif (headline := headline_in(line)) and not is_heading(line):
            headlines.setdefault(_key(headline) or headline, headline)
    return "\n".join(kept), list(headlines.values())


def _is_sentence(line: str) -> bool:
    bare = line.rstrip(" \t\u200f\u200e\"”»')")
    return (len(line) > _LONGEST_HEADLINE or (len(line) > _SENTENCE and bare.endswith("."))) and not (
        _NO_HEADLINE.search(fold(line))
    )


def headline_in(line: str) -> str:
    """The line as a headline, without its bullet; empty where it is a date, a button or a notice."""
    bare = _BULLET.sub("", line.strip()).strip()
    words = re.findall(r"[^\W\d_]+", bare)
    if len(words) < _FEWEST_WORDS or len(bare) > _LONGEST_HEADLINE or _NO_HEADLINE.search(fold(bare)):
        return ""
    dated = sum(span.end - span.start for span in events(bare, None))
    return "" if dated * 2 > len(bare) else bare
