"""How a place's name becomes the key it is looked up by, so that spellings of one name meet.

Invariant: pure functions of the name; the same key is made when the gazetteer is built and when it is asked.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "e", "ŋ": "ng", "&": " and "}
    | dict.fromkeys("'’‘ʿʾʻʼ`´′ʹ\u02bd", "")
)
_PLAIN = re.compile(r"[a-z0-9 ]+")
_GAPS = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "mtn": "mountain", "mts": "mountains"}
LOST = "\u0242"  # a letter that no language of place names uses: stands for one that another encoding destroyed
ARTICLES = frozenset("al el ad ar as ash at ath az an adh".split())
_INNER = ARTICLES | frozenset("ul e i de du le la".split())

_TYPES = (
    "province governorate region district county state department oblast raion rayon parish municipality prefecture division emirate "
    "wilaya wilayat canton subdistrict subdivision territory republic borough census area commune municipio muhafazah ilcesi ili sheng "
    "voivodeship krai kray okrug federal autonomous special administrative circle regency kabupaten kota city mintaqat qada nahiyah"
).split()
_LEADING = re.compile(
    r"^(?:(?:estado|provincia|province|departamento|departement|region|municipio|distrito|state|muhafazat|wilayat|wilaya|canton|parroquia|"
    r"governorate|district|county|department|comarca|cercle|prefecture|oblast|republic|commonwealth)(?: de| du| des| da| do| del| d| of)?"
    r"(?: la| las| los| el| the)? )(?=\w)"
)
_TRAILING = re.compile(rf"(?: (?:{'|'.join(_TYPES)}))+$")

_FOLDS = (
    *(("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("v", "w")),
    *(("ou", "u"), ("o", "u"), ("ee", "i"), ("ie", "i"), ("y", "i"), ("j", "i"), ("e", "a")),
)
_HARD_C = re.compile(r"c(?![hai])")
_DOUBLE = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?:ia|iah|ah|a|h)$")


def make_key(name: str) -> str:
    """Return a name's key: lower case, no diacritics or apostrophes, hyphens as spaces, no leading "the", St. as saint."""
    folded = name.casefold()
    if not _PLAIN.fullmatch(folded):
        folded = folded.translate(_LETTERS)
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        folded = _GAPS.sub(" ", folded.translate(_LETTERS))
    words = [_SHORT.get(w, w) for w in folded.split()]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def is_code(name: str) -> bool:
    """Say whether a name is a short code in capitals ("ACT", "UAE", "U.S."), which only capitals in a text can mean."""
    return len(name) <= 6 and name.isupper() and len(name.replace(".", "")) <= 4


def is_latin(name: str) -> bool:
    """Say whether a name is written in Latin letters, as far as its first letter tells."""
    first = name[:1]
    return first <= "\u024f" or "\u1e00" <= first <= "\u1eff" or first in "‘’ʿʾʻʼ"


def without_article(key: str) -> str | None:
    """Return a key without its leading Arabic article ("al rastan" → "rastan"), or None where it has none."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and len(rest) > 2 else None


def without_type(key: str) -> str | None:
    """Return the key of an administrative name without its type ("rapides parish" → "rapides"), or None where it has none."""
    bare = _TRAILING.sub("", _LEADING.sub("", key))
    return bare if bare != key and len(bare) > 2 else None


def make_loose_key(key: str) -> str | None:
    """Return the key with transliterations folded (Deraa = Daraa, -iyeh = -iya, kh = h), or None for a short or non-Latin one."""
    if key[:1] == "=" or not key.isascii() or any(c.isdigit() for c in key):
        return None
    folded = "".join(w for w in key.split() if w not in _INNER)
    for letters, one in _FOLDS:
        folded = folded.replace(letters, one)
    if "c" in folded:
        folded = _HARD_C.sub("k", folded)
    folded = _ENDING.sub("a", _DOUBLE.sub(r"\1", folded))
    return folded if len(folded) >= 4 else None
