"""A dossier with what must not be handed on taken out, by a profile that anyone can read.

Invariant: a redacted dossier never holds a name the profile hides where the reading knew it for a person's; a person marked at risk stops
the export that would show them; masks are as long as what they cover, so that offsets stay true.
"""

import calendar
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as renew
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from msgspec.structs import replace

from trucebook.errors import InputError
from trucebook.exports import Dossier
from trucebook.matching import Filed
from trucebook.model import Record, Report, decode_claim
from trucebook.naming_patterns import strings_in
from trucebook.naming_variants import find_variants, fold

MASK = "█"
DEFAULT = "private"
PSEUDONYM = re.compile(r"\bperson[ :][0-9a-f]{6}\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_NO_NAMES = frozenset("A An The One Two Three Four Five Some Several Many Most He She They His Her Their Mr Mrs Ms Dr Sir".split())
_BETWEEN = re.compile(r"%20|[-_+./=&?#]")


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an export may show; see `data/profiles.yaml`."""

    name: str = ""
    about: str = ""
    persons: Literal["keep", "pseudonym", "drop"] = "keep"
    known_persons: Literal["keep", "pseudonym", "drop"] = "keep"
    places: Literal["keep", "province", "country"] = "keep"
    dates: Literal["keep", "month", "year"] = "keep"
    quotes: Literal["keep", "drop"] = "keep"
    texts: Literal["keep", "drop"] = "keep"
    reports: Literal["keep", "drop"] = "keep"


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profiles that ship with trucebook."""
    return _parsed((resources.files("trucebook") / "data" / "profiles.yaml").read_bytes(), "profiles.yaml")


def load_profile(name: str) -> Profile:
    """Return a profile by its name, or the only one of a YAML file; raises InputError where there is none."""
    if name in profiles():
        return profiles()[name]
    if not name.endswith((".yaml", ".yml")):
        raise InputError(f"{name}: no such profile; there are {', '.join(profiles())}, or name a YAML file")
    try:
        found = _parsed(Path(name).read_bytes(), name)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error
    if len(found) != 1:
        raise InputError(f"{name}: must hold one profile, and holds {len(found)}")
    return next(iter(found.values()))


def _parsed(raw: bytes, name: str) -> dict[str, Profile]:
    try:
        data = yaml.safe_load(raw)
        return {key: replace(msgspec.convert(value, Profile), name=key) for key, value in data.items()}
    except (yaml.YAMLError, msgspec.ValidationError, AttributeError) as error:
        raise InputError(f"{name}: is no file of profiles ({error}); see docs/exports.md") from error


def redact(dossier: Dossier, profile: Profile, *, secret: str, at_risk: Sequence[str] = ()) -> Dossier:
    """Return the dossier as the profile lets it be shown; pseudonyms follow from a name and the book's secret alone."""
    people = _people(dossier, profile, at_risk)
    hide = _Hider(profile, {name: _pseudonym(whole, profile, secret) for name, whole in people.items()}, _safe_words(dossier))
    texts = {name: hide.mask(report.text) for name, report in dossier.reports.items()}
    filed = {}
    for name, item in dossier.filed.items():
        if not (profile.quotes == "drop" and item.claim.kind == "quotation"):
            claim = decode_claim(hide.claim(msgspec.to_builtins(item.claim), texts.get(item.report, "")))
            filed[name] = Filed(claim, item.report, item.published, item.group)
    return renew(
        dossier,
        record=_record(dossier, hide),
        filed=filed,
        reports={name: _report(report, hide) for name, report in dossier.reports.items()},
        about=renew(dossier.about, profile=profile.name),
    )


def refuse_at_risk(dossier: Dossier, names: Sequence[str], *, texts: bool, file: str = "") -> None:
    """Raise InputError where the dossier shows a person marked at risk, in any spelling, or the file's name does.

    `texts` says whether whole reports are handed on.
    """
    wanted = [name for name in names if name.strip()]
    if not wanted:
        return
    known = _known_words(dossier)
    if any(_shows(file, name, known) for name in wanted):
        raise InputError(f"the name of the file, {file}, would show a person marked at risk; choose another; nothing was written")
    told = {*_said(dossier, texts=texts), dossier.about.chosen}
    count = sum(any(_shows(words, name, known) for name in wanted) for words in told)
    if count:
        raise InputError(
            f"{count} values would show a person marked at risk; nothing was written; "
            "use a profile that hides persons (--profile private, partner or public)"
        )


def _said(dossier: Dossier, *, texts: bool) -> Iterator[str]:
    """Yield every word that the dossier would hand on, whole texts only where they are."""
    yield from strings_in([msgspec.to_builtins(dossier.record), *(msgspec.to_builtins(i.claim) for i in dossier.filed.values())])
    yield from strings_in([_about(report, texts) for report in dossier.reports.values()])


def _shows(words: str, name: str, known: frozenset[str]) -> bool:
    return next(find_variants(name, _plain(words), known=known), None) is not None


def _known_words(dossier: Dossier) -> frozenset[str]:
    """Return the words of places and other actors, folded."""
    return frozenset(map(fold, _safe_words(dossier)))


def _about(report: Report, texts: bool) -> Any:
    return msgspec.to_builtins(report if texts else replace(report, text="", captions=()))


def _plain(words: str) -> str:
    """Return words with one blank between them; an address is taken apart into its words."""
    if "://" in words:
        words = _BETWEEN.sub(" ", words)
    return " ".join(words.split())


class _Hider:
    """Takes persons, places, dates and quotes out of values in their JSON form."""

    def __init__(self, profile: Profile, people: Mapping[str, str], safe: frozenset[str]) -> None:
        self.profile, self.people = profile, people
        names = sorted(people, key=len, reverse=True)
        self._names = re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in names)) if names else None
        self._hidden = parts = sorted({p for n in names for p in _proper(n) if len(p) > 2} - safe, key=len, reverse=True)
        self._parts = re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in parts)) if parts else None

    def mask(self, words: str) -> str:
        """Return words with names covered, as long as before."""
        cover: Callable[[re.Match[str]], str] = lambda m: MASK * len(m[0])  # noqa: E731
        words = self._names.sub(cover, words) if self._names else words
        return self._parts.sub(cover, words) if self._parts else words

    def rename(self, words: str) -> str:
        """Return words with names replaced by pseudonyms and parts of names covered."""
        words = self._names.sub(lambda m: self.people[m[0]], words) if self._names else words
        return self._parts.sub(lambda m: MASK * len(m[0]), words) if self._parts else words

    def hides(self, address: str) -> bool:
        """Say whether an address holds part of a name."""
        return any(part.casefold() in address.casefold() for part in self._hidden)

    def claim(self, raw: dict[str, Any], text: str) -> dict[str, Any]:
        """Return a claim with its fields as the profile lets them be; its words are cut from the masked text of its report."""
        drop = self.profile.quotes == "drop"
        fields = {k: [self.field(f, text) for f in v] if isinstance(v, list) else self.field(v, text) for k, v in raw["fields"].items()}
        if drop:
            fields = {k: v for k, v in fields.items() if k not in ("label", "named", "words")}
        speaker = self.field(raw["speaker"], text) if raw.get("speaker") else None
        quote = {"quote": "", "start": 0, "end": 0} if drop else {"quote": text[raw["start"] : raw["end"]]}
        return raw | quote | {"fields": fields, "speaker": speaker}

    def field(self, raw: dict[str, Any], text: str) -> dict[str, Any]:
        """Return a field with its value hidden and its words masked; the words of a coarse place or date are left out."""
        value = self.value(raw.get("value"))
        bare = {"text": None, "start": None, "end": None}
        if isinstance(value, dict) and value != raw.get("value") and "actor_id" not in value:
            return bare | {"value": value}
        words = self.mask(raw["text"]) if raw.get("text") else None
        if raw.get("start") is not None:
            words = text[raw["start"] : raw["end"]]
        if self.profile.quotes == "drop":
            raw = raw | {"start": None, "end": None}
        return raw | {"text": words, "value": value}

    def value(self, value: Any) -> Any:
        """Return a value as the profile lets it be."""
        if isinstance(value, str):
            return self.mask(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            if "place_id" in value:
                return coarse_place(value, self.profile.places)
            if "timex" in value:
                return coarse_period(value, self.profile.dates)
            if "actor_id" in value:
                return self._actor(value)
        return value

    def _actor(self, value: dict[str, Any]) -> dict[str, Any]:
        said = self.people.get(str(value.get("name") or ""))
        if value.get("kind") == "person" and said is not None:
            made = None if said == MASK else said
            return value | {"actor_id": made and made.lower().replace(" ", ":"), "name": made}
        return value | {"name": self.mask(value["name"]) if value.get("name") else None}


def coarse_place(value: dict[str, Any], width: str) -> dict[str, Any]:
    """Return a place no sharper than a width: its province's or country's name, without id and coordinates."""
    if width == "keep" or value.get("precision") in ("country", "region") or (width == "province" and value.get("precision") == "province"):
        return value
    province = width == "province" and value.get("admin1")
    name = value.get("admin1") if province else value.get("country")
    return value | {
        "place_id": None,
        "name": name,
        "lat": None,
        "lon": None,
        "admin1": value.get("admin1") if width == "province" else None,
        "precision": "province" if province else "country",
    }


def coarse_period(value: dict[str, Any], width: str) -> dict[str, Any]:
    """Return a period widened to whole months or years."""
    if width == "keep":
        return value
    first, last = value.get("from"), value.get("to")
    size = 7 if width == "month" else 4
    timex = first[:size] if first and last and first[:size] == last[:size] else None
    start = (f"{first[:7]}-01" if width == "month" else f"{first[:4]}-01-01") if first else None
    return value | {"from": start, "to": _month_end(last, width), "precision": width, "timex": timex}


def _month_end(day: str | None, width: str) -> str | None:
    if day is None:
        return None
    if width == "year":
        return f"{day[:4]}-12-31"
    return f"{day[:7]}-{calendar.monthrange(int(day[:4]), int(day[5:7]))[1]:02}"


def _proper(words: str) -> list[str]:
    """Return the capitalised words of a name, articles and titles aside."""
    return [w for w in _NAME.findall(words) if w[0].isupper() and w not in _NO_NAMES]


def _people(dossier: Dossier, profile: Profile, at_risk: Iterable[str]) -> dict[str, str]:
    """Return the names to hide, each with the name it stands for: persons the reading found, and those at risk in every spelling."""
    found: dict[str, str] = {}
    for item in dossier.filed.values():
        for field in item.claim.spans():
            value = msgspec.to_builtins(field.value)
            if isinstance(value, dict) and value.get("kind") == "person":
                kept = profile.known_persons if value.get("actor_id") else profile.persons
                for words in (field.text, value.get("name")) if kept != "keep" else ():
                    if words and _proper(words):
                        found[words] = words
    marked = [name for name in at_risk if name.strip()] if profile.persons != "keep" else []
    if marked:
        known, told = _known_words(dossier), {*_said(dossier, texts=True)}
        found |= {words[a:b]: name for words in told for name in marked for a, b in find_variants(name, words, known=known)}
        found |= {name: name for name in marked}
    return found


def _pseudonym(name: str, profile: Profile, secret: str) -> str:
    """Return the pseudonym of a name, the same wherever its proper words are the same; a mask where persons are dropped."""
    if profile.persons == "drop":
        return MASK
    key = " ".join(_proper(name)) or name
    return f"Person {hashlib.sha256(f'{secret}|{key.casefold()}'.encode()).hexdigest()[:6]}"


def _safe_words(dossier: Dossier) -> frozenset[str]:
    """Return words of places' and other actors' names, which are never covered for being part of a person's."""
    found: set[str] = set()
    for item in dossier.filed.values():
        for field in item.claim.spans():
            value = msgspec.to_builtins(field.value)
            if isinstance(value, dict) and ("place_id" in value or ("actor_id" in value and value.get("kind") != "person")):
                found.update(_proper(str(value.get("name") or "")), _proper(field.text or ""))
    return frozenset(found)


def _record(dossier: Dossier, hide: _Hider) -> Record:
    """Return the record with names, places and dates as the profile lets them be."""
    coarse, drop = hide.profile.places != "keep", hide.profile.quotes == "drop"

    def walk(thing: Any, key: str = "") -> Any:
        if isinstance(thing, dict):
            if "timex" in thing:
                return coarse_period(thing, hide.profile.dates)
            return {name: walk(value, name) for name, value in thing.items()}
        if isinstance(thing, list | tuple):
            return [] if key == "places" and coarse else [walk(one, key) for one in thing]
        if key == "place" and coarse:
            return None
        return hide.rename(thing) if isinstance(thing, str) and key not in ("id", "claim", "report", "group") else thing

    raw = walk(msgspec.to_builtins(dossier.record))
    for agreement in raw["agreements"] if drop else ():
        agreement["label"] = f"{agreement['kind'] or 'agreement'} {agreement['id'][:6]}"
    for source in raw["sources"]:
        if drop or hide.profile.reports == "drop":
            source["title"] = None
        if hide.profile.reports == "drop":
            source["publisher"] = None
    return msgspec.convert(raw, Record)


def _report(report: Report, hide: _Hider) -> Report:
    gone = hide.profile.reports == "drop"
    whole = hide.profile.texts == "keep"
    title = None if gone or hide.profile.quotes == "drop" else hide.rename(report.title) if report.title else None
    captions = tuple(replace(c, text=hide.mask(c.text)) for c in report.captions) if whole else ()
    return replace(
        report,
        text=hide.mask(report.text) if whole else "",
        title=title,
        captions=captions,
        translated_by=report.translated_by if hide.profile.persons == "keep" else None,
        publisher=None if gone or report.publisher is None else hide.rename(report.publisher),
        url=None if gone or hide.profile.quotes == "drop" or (report.url and hide.hides(report.url)) else report.url,
    )
