"""Which language a text is in.

Invariant: a language other than English is named only where the text is long enough and hardly English; nothing is refused for want of
the library.
"""

import importlib
import re
from functools import cache
from typing import Any

from msgspec.structs import replace

from trucebook.model import Report

ENOUGH_LETTERS = 60
SURE = 0.95
HARDLY = 0.001
_READ = 4000
_WORD = re.compile(r"[A-Za-z]+")
_COMMON = frozenset("the of and to in a that on for was were by with said is are from at has have had it".split())


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None where it is too short, unsure, or py3langid is not installed."""
    start = text[:_READ]
    if sum(ch.isalpha() for ch in start) < ENOUGH_LETTERS:
        return None
    if _plainly_english(start):
        return "en"
    identifier = _identifier()
    if identifier is None:
        return None
    shares = dict(identifier.rank(start))
    language = max(shares, key=lambda name: shares[name])
    sure = shares[language] >= SURE or (language != "en" and shares.get("en", 0.0) <= HARDLY)
    return str(language) if sure else None


def with_language(report: Report) -> Report:
    """Return a report that says its language where it can be told; one that says it already stays as it is."""
    return report if report.language else replace(report, language=identify(report.text))


def _plainly_english(text: str) -> bool:
    """Say whether the commonest words of English are as frequent as only English has them; spares loading a model."""
    words = [word.lower() for word in _WORD.findall(text)]
    latin = sum(map(len, words)) > 0.8 * sum(ch.isalpha() for ch in text)
    return latin and words.count("the") >= 0.03 * len(words) and sum(word in _COMMON for word in words) >= 0.2 * len(words)


@cache
def _identifier() -> Any:
    try:
        langid = importlib.import_module("py3langid.langid")
    except ModuleNotFoundError:
        return None
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
