"""Arranging: namings that speak of one arrangement are put together, by kind, words of order, dates, places and length.

Invariant: every naming stands in exactly one arrangement; arrangements keep the order of their first naming.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from trucebook.reading.deals.apart import (
    is_about,
    is_apart,
    is_listed_in,
    is_of_another_time,
    is_renewed_by,
    is_taken_by_itself,
    makers,
    shares_names,
)
from trucebook.reading.deals.apartfeatures import Pair
from trucebook.reading.deals.aparthead import is_weighed_apart
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.lengths import PROLONGING
from trucebook.reading.deals.namedagain import ORDERED
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.predicates import OPENING
from trucebook.reading.deals.traits import Traits, names_of_plan, traits_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_FAMILY = {"ceasefire": "truce", "pause": "truce", "offer": None, None: None}
_MONTHS = deal_words("months")
_APART, _SHORT = 7, 72  # days between two texts; hours of a short truce
_REPLACING = deal_words("replacing")
_RENEWED = {"extended", "prolonged", "renewed"}
_OF_TRUCE = {"ceasefire", "cease-fire", "truce", "peace"}
_FOLLOWING = {"follow", "succeed"}
_NEAR = 2  # sentences after an agreement in which a truce begins that is part of it
_ONE_MORE = ORDERED | deal_words("further_ordinals") | {"another", "one", "that"}
_PLAIN = {"a", "an", "the"}
_CONTAINED = {"agree", "contain", "embody", "enshrine", "include"}


@dataclass
class Arrangement:
    """Namings of one arrangement, with what its namings said of order, years, places and length in hours."""

    namings: list[Naming]
    earlier: bool = False
    other: bool = False
    years: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    hours: int | None = None
    old: bool = False
    gone: bool = False
    fresh: bool = False
    months: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    feasts: set[str] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        """Return the specific kinds of the namings."""
        return {n.kind for n in self.namings if n.kind is not None}

    @property
    def told(self) -> dict[str, frozenset[str]]:
        """Return what its namings told of time, place, length and title, by trait."""
        told = {"years": self.years, "months": self.months, "days": self.days, "places": self.places, "titles": self.titles}
        told |= {"hours": {str(self.hours)} if self.hours else set(), "feasts": self.feasts}
        return {name: frozenset(values) for name, values in told.items()}

    @property
    def last(self) -> int:
        """Return the word of the latest naming."""
        return self.namings[-1].word


def arrange(notes: Notes, lexicon: Lexicon, namings: list[Naming]) -> list[Arrangement]:
    """Return the arrangements of a report in order of first naming."""
    arrangements: list[Arrangement] = []
    texts: dict[str, Arrangement] = {}
    for naming in namings:
        traits = traits_of(notes, lexicon, naming)
        held = _held_by(notes, arrangements, naming)
        home = texts.get(traits.words) or held or _home(notes, arrangements, naming, traits)
        if home is None:
            before = naming.indefinite and any(_gone_before(notes.parse, n, naming) for a in arrangements for n in a.namings)
            home = Arrangement(namings=[], earlier=traits.earlier or before, other=traits.other)
            arrangements.append(home)
        listed = is_listed_in(notes.parse, home.namings, naming)
        home.namings.append(replace(naming, unsure=True) if listed or held is not None else naming)  # what a plan only holds
        home.years |= traits.own_years or (traits.years if not naming.definite else frozenset())
        home.places |= traits.places if naming.definite or naming.indefinite else frozenset()
        home.hours = home.hours or traits.hours
        home.months |= traits.months
        home.titles |= traits.titles
        home.days |= traits.days
        home.feasts |= traits.feasts
        home.old = home.old or traits.old
        home.gone = home.gone or traits.gone
        home.fresh = home.fresh or traits.fresh
        if naming.last - naming.first >= 3:
            texts.setdefault(traits.words, home)
    return arrangements


def _home(notes: Notes, arrangements: list[Arrangement], naming: Naming, traits: Traits) -> Arrangement | None:
    """Return the arrangement that a naming joins, or None where it opens a new one."""
    parse = notes.parse
    if naming.indefinite and parse.dep[naming.word] == "dobj" and parse.lemma[parse.head[naming.word]] in _REPLACING:
        return None
    if naming.indefinite and ("similar" in naming.mods or parse.lower[naming.word] in _ONE_MORE):
        return None
    if is_renewed_by(parse, naming) or is_taken_by_itself(parse, naming):
        return None
    if naming.indefinite and (plan := next((a for a in arrangements if is_listed_in(parse, a.namings, naming)), None)) is not None:
        return plan
    if (more := _said_again(parse, arrangements, naming)) is not None:
        return more
    home = _likely_home(notes, arrangements, naming, traits)
    if home is None or is_listed_in(parse, home.namings, naming) or not any(n.definite or n.indefinite for n in home.namings):
        return home  # listed in a plan, or after a headline alone: nothing sets it apart
    return None if is_weighed_apart(Pair(notes, naming, traits, home.namings, home.told, len(arrangements))) else home


def _likely_home(notes: Notes, arrangements: list[Arrangement], naming: Naming, traits: Traits) -> Arrangement | None:
    """Return the arrangement that fits a naming best where no words tie it to one, or None where none fits."""
    parse, at = notes.parse, notes.parse.sentence_of[naming.word]
    if (
        naming.indefinite
        and naming.kind == "offer"
        and not naming.offer
        and not any(n.kind == "offer" for a in arrangements for n in a.namings)
    ):
        return None
    vague = [a for a in arrangements if all(n.unsure and n.indefinite and answered_after(parse, n.word) is None for n in a.namings)]
    fitting = [
        a
        for a in reversed(arrangements)
        if (naming.unsure or a not in vague)
        and (parse.lemma[naming.word] != "ultimatum" or "offer" in a.kinds)
        and (parse.lower[a.namings[0].word] != "demand" or parse.lower[naming.word] == "demand")
        and _fits(a, naming, traits, at - parse.sentence_of[a.last])
        and (traits.titles & a.titles or not _of_another_year(a, naming, traits, (notes.report.published or "")[:4]))
        and not _is_named_apart(notes, a, naming, traits)
        and not is_apart(notes, a.namings, naming)
        and not is_of_another_time(a.fresh, a.gone, traits, naming)
    ]
    if not fitting:
        return _behind_bare_truce(parse, arrangements, naming)
    near = sorted(fitting, key=lambda a: -a.last)
    if traits.earlier:
        return next((a for a in near if a.earlier), None)
    if traits.other:
        other = next((a for a in near if a.other and (naming.definite or not a.kinds or a.kinds & {naming.kind})), None)
        return other or _newest(near, naming)
    same = [a for a in near if naming.kind is not None and naming.kind in a.kinds]
    sentence = parse.sentence_of[naming.word]
    close = [a for a in near if sentence - parse.sentence_of[a.last] <= 1]
    if traits.later and naming.indefinite:
        return None
    if naming.indefinite and any(_beside(parse, n, naming) or _gone_before(parse, n, naming) for n in near[0].namings):
        return None
    if naming.definite and naming.generic and close:
        return close[0]
    ranked = same or near
    main = [a for a in ranked if not a.earlier or sentence - parse.sentence_of[a.last] <= 1]
    if naming.indefinite and naming.generic and (known := next((a for a in main if shares_names(parse, a.namings, naming)), None)):
        return known
    return (main or ranked)[0]


def _said_again(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the arrangement that the words around a naming say it belongs to, so that nothing can set it apart."""
    aimed = _aimed_at(parse, arrangements, naming) or _held_in(parse, arrangements, naming)
    return aimed or _renewed(parse, arrangements, naming) or _named_as(parse, arrangements, naming)


def _newest(near: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return what "the new agreement" means where only one that is not of the past was told: that one."""
    known = [a for a in near if not (a.earlier or a.old or a.gone) and any(n.indefinite or n.definite for n in a.namings)]
    return known[0] if naming.definite and naming.generic and "new" in naming.mods and len(known) == 1 else None


def _aimed_at(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the offer that a naming is the aim of: "a proposal for a truce"."""
    leading = parse.head[naming.word]
    if parse.dep[naming.word] != "pobj" or parse.lower[leading] not in ("for", "of", "on"):
        return None
    over = parse.head[leading]
    return next(
        (a for a in reversed(arrangements) if any((n.word == over and n.kind == "offer") or is_about(parse, naming, n) for n in a.namings)),
        None,
    )


def _held_in(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the paper that holds a truce by its relative clause: "the communiqué, in which the leaders agreed to a ceasefire"."""
    if not naming.indefinite or naming.kind not in ("ceasefire", "pause") or naming.unsure:
        return None
    papers = {parse.head[a] for a in parse.ancestors(naming.word) if parse.dep[a] == "relcl"}
    return next((a for a in reversed(arrangements) if any(n.generic and n.word in papers for n in a.namings)), None)


def _renewed(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the truce that was told to be renewed before "the renewed truce"."""
    if not naming.definite or not naming.mods & _RENEWED:
        return None
    return next((a for a in reversed(arrangements) if any(_is_prolonged(parse, n.word) for n in a.namings)), None)


def _is_prolonged(parse: Parse, word: int) -> bool:
    return parse.dep[word] in ("dobj", "nsubjpass") and parse.lemma[parse.head[word]] in PROLONGING


def _named_as(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the arrangement that a naming only says more of: "The Tehran ceasefire was the first truce of the war", "the truce
    contained in an accord"."""
    verb = parse.head[naming.word]
    over = parse.head[verb]
    inside = parse.dep[naming.word] == "pobj" and parse.lower[verb] in ("in", "by") and parse.dep[over] in ("acl", "advcl", "relcl")
    if inside and parse.lemma[over] in _CONTAINED:
        told = {parse.head[over], over - 1}  # the participle hangs on the truce, or stands right behind it
        return next((a for a in reversed(arrangements) if any(n.word in told for n in a.namings)), None)
    if parse.dep[naming.word] != "attr" or parse.lemma[verb] not in ("be", "become", "remain"):
        return None
    subject = parse.child(verb, "nsubj")
    if subject is not None and parse.lower[subject] in ("it", "this", "that") and arrangements and naming.definite:
        return max(arrangements, key=lambda a: a.last)  # "It is the second such deal in a week"
    return next((a for a in reversed(arrangements) if any(n.word == subject for n in a.namings)), None)


def _held_by(notes: Notes, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the agreement of which a truce that nobody makes only begins: "They signed a peace accord. A ceasefire took effect"."""
    parse = notes.parse
    if not arrangements or not naming.indefinite or naming.kind != "ceasefire" or naming.unsure or makers(notes, naming):
        return None
    last = max(arrangements, key=lambda a: a.last)
    near = 0 < parse.sentence_of[naming.word] - parse.sentence_of[last.last] <= _NEAR
    of_truce = last.kinds & {"ceasefire", "pause", "offer"} or all(n.unsure for n in last.namings)
    if not near or of_truce or naming.mods - _PLAIN or parse.dep[naming.word] not in ("nsubj", "nsubjpass"):
        return None
    return last if parse.lemma[parse.head[naming.word]] in OPENING | {"begin", "keep", "start"} else None


def _behind_bare_truce(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the peace that "the truce" stands for where the report has told of no other truce: a definite noun means what was named."""
    bare = naming.definite and naming.kind == "ceasefire" and naming.last == naming.word and not naming.mods - _PLAIN
    if not bare or any(parse.dep[c] in ("acl", "relcl", "prep") for c in parse.children[naming.word]):
        return None
    if any(a.kinds & {"ceasefire", "pause", "offer"} for a in arrangements):
        return None
    return max((a for a in arrangements if "peace_agreement" in a.kinds), key=lambda a: a.last, default=None)


def _of_another_year(a: Arrangement, naming: Naming, traits: Traits, year: str) -> bool:
    """Say whether a naming carries a year of its own that is not the report's, where the arrangement is told as news of the day, or
    brings up a new one where the arrangement is of an older year."""
    if naming.indefinite and year and a.years and year not in a.years and not traits.years and not a.earlier:
        return any(n.indefinite or n.definite for n in a.namings)
    return bool(year and traits.own_years and not a.years and not a.earlier and year not in traits.own_years)


def _beside(parse: Parse, one: Naming, other: Naming) -> bool:
    """Say whether two indefinite namings stand in one sentence, neither within the other, or beside each other: two arrangements."""
    if one.indefinite and other.indefinite and parse.dep[other.word] == "conj" and parse.head[other.word] == one.word:
        return one.kind != other.kind
    if parse.lower[parse.head[other.word]] in ("following", "through", "under"):
        return False  # "A truce began following an agreement reached in A"
    if (
        {one.kind, other.kind} != {None, "ceasefire"}
        or not one.indefinite
        or one.unsure
        or other.unsure
        or parse.sentence_of[one.word] != parse.sentence_of[other.word]
    ):
        return False
    return (
        one.word not in parse.ancestors(other.word)
        and other.word not in parse.ancestors(one.word)
        and parse.head[one.word] != parse.head[other.word]
    )


def _gone_before(parse: Parse, one: Naming, other: Naming) -> bool:
    """Say whether an indefinite naming is told as what went before another of its sentence: "The truce was agreed after a ceasefire
    had failed", "The deal follows a truce of …"."""
    if parse.sentence_of[one.word] != parse.sentence_of[other.word] or other.word in parse.children[one.word]:
        return False
    if not (one.definite or one.indefinite):
        return False  # a headline or a tag
    verb = parse.head[other.word]
    if parse.dep[other.word] in ("nsubj", "nsubjpass") and parse.dep[verb] in ("advcl", "pcomp"):
        after = any(parse.lower[c] == "after" for c in parse.children[verb]) or parse.lower[parse.head[verb]] == "after"
        return after and one.word not in parse.children[verb]
    over = parse.dep[other.word] in ("dobj", "pobj") and parse.lemma[verb] in _FOLLOWING
    return over and one.word in parse.children[verb]


def _far(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether all days of one set lie ten days or more from all of another; False where one is empty."""
    apart = [abs((date.fromisoformat(x) - date.fromisoformat(y)).days) for x in one for y in other]
    return bool(apart) and min(apart) >= _APART


def _is_named_apart(notes: Notes, a: Arrangement, naming: Naming, traits: Traits) -> bool:
    """Say whether a naming has a name or a day of its own that the arrangement has not, and the sentences that named it do not tell."""
    parse = notes.parse
    if _far(traits.days, a.days) or (traits.titles and a.titles and not traits.titles & a.titles):
        return True
    published = notes.report.published or ""
    short = a.hours is not None and a.hours <= _SHORT and len(published) == 10
    if short and not traits.hours and _far(traits.days, [published]) and not a.days:
        return True
    titles = traits.titles | (names_of_plan(parse, naming) if naming.offer else frozenset())
    if not titles or titles & a.titles or naming.unsure:
        return False
    sure = [n for n in a.namings if not n.unsure] or a.namings
    told = {w for n in sure for w in parse.words[slice(*parse.sentences[parse.sentence_of[n.word]])]}
    return not titles & told


def _fits(a: Arrangement, naming: Naming, traits: Traits, gap: int) -> bool:
    again = traits.earlier and a.earlier
    if traits.old and not again and (naming.generic or traits.placed) and not a.old and gap > 0 and any(n.indefinite for n in a.namings):
        return False
    if naming.offer and not naming.definite and not naming.mods & _OF_TRUCE:
        return False
    if naming.indefinite and naming.kind not in (None, "offer") and all(n.kind == "offer" and not n.offer for n in a.namings):
        return False
    if naming.indefinite and gap > 0 and all(n.halt for n in a.namings) and not naming.halt:
        return False
    if naming.kind == "pause" and not naming.definite and all(n.offer and n.purpose is None for n in a.namings):
        return False  # "refused an offer to disarm. Daily pauses were ordered …"
    if naming.indefinite and naming.kind is not None and "similar" in a.namings[0].mods and naming.kind not in a.kinds:
        return False
    if naming.indefinite and traits.days and a.titles and not a.days and all(n.definite for n in a.namings):
        return False  # what is newly made is not the text named before
    aims = {n.purpose for n in a.namings if n.offer} - {None}
    if naming.kind in ("ceasefire", "pause", "peace_agreement") and aims and aims <= {"evacuation", "exchange"}:
        return False  # "accepted a proposal for the exchange of the wounded. The armistice was signed …"
    kinds = {_FAMILY.get(k, k) for k in a.kinds} - {None}
    family = _FAMILY.get(naming.kind, naming.kind)
    if naming.indefinite and family is not None and not kinds and a.namings and gap > 2:
        return False
    if family is not None and kinds and family not in kinds:
        return False
    if (
        family is not None
        and not kinds
        and naming.indefinite
        and naming.kind != "peace_agreement"
        and traits.years
        and a.years
        and not traits.years & a.years
    ):
        return False
    years = traits.own_years if naming.definite else traits.years
    if years and a.years and not years & a.years:
        return False
    if naming.indefinite and gap > 0 and (traits.remembered or (traits.sorts and not any(traits.sorts & n.mods for n in a.namings))):
        return False
    apart = naming.indefinite and (gap > 0 or bool(naming.mods & _MONTHS))
    if traits.months and not traits.months & a.months and (a.months or apart):
        return False
    if traits.hours and a.hours and traits.hours != a.hours:
        return False
    if traits.feasts and not traits.feasts & a.feasts and (a.feasts or (naming.indefinite and gap > 1)):
        return False  # "the school truce … An Easter truce had failed"
    return not (traits.places and a.places and not traits.places & a.places)
