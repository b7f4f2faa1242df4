"""Namings: the noun phrases by which a report names a truce, a deal or an offer, one by one.

Invariant: a naming is one head word; unspecified plurals, places ("the ceasefire line") and talks about talks are none.
"""

from dataclasses import replace

from trucebook.reading.deals.agreedthings import kind_agreed, names_agreed
from trucebook.reading.deals.answered import has_civil_aim, is_told_with_terms
from trucebook.reading.deals.bareheads import bare_head
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.headnouns import (
    asks_to_yield,
    has_terms,
    is_added_text,
    is_amid_conflict,
    is_brokered,
    is_for_relief,
    is_given,
    is_listed_term,
    is_negotiated,
    is_of_fighting,
    is_one_of,
    is_proper,
    is_signed,
    is_signed_there,
    is_swap,
    is_taken_up,
    is_under_deal,
    purpose_of,
)
from trucebook.reading.deals.namedagain import like_one_before, one_of_a_row, papers_again, stand_in
from trucebook.reading.deals.namings import INDEFINITE, Naming, determiner, is_plural, make_naming, modifiers_before
from trucebook.reading.deals.offers import refusal
from trucebook.reading.deals.oneagain import one_again
from trucebook.reading.deals.placedeals import is_zone_of_calm
from trucebook.reading.deals.plainoffers import plain_offer
from trucebook.reading.deals.swaps import is_told_swap
from trucebook.reading.deals.telltales import is_dated_title, is_declared, is_given_there, names_paper, names_quiet, top_of
from trucebook.reading.deals.titles import (
    in_heading,
    is_convention,
    is_halt,
    is_paper,
    is_peace,
    is_resolved,
    is_signed_apart,
    is_voted_down,
    runs_into_text,
    stops_fire,
)
from trucebook.reading.deals.traits import fixed_hours
from trucebook.reading.grammar.parse import Parse

_UNITS = {"day", "hour", "week"}
_BROKERED_WORDS = 2
_CALM_ZONES = {"de-escalation", "deescalation", "demilitarised", "demilitarized", "safe"}
_WATCHING = {"center", "centre", "commission", "committee", "mechanism", "mission", "monitor", "observer"}
_DAYS = 5 * 24  # hours under which a truce for relief is a pause
_WAR_WORDS = 3  # so many different words for fighters and fighting make a text one of war


def find_namings(parse: Parse, lexicon: Lexicon) -> list[Naming]:
    """Return every naming of a text in text order; empty at little cost where the text has no word of truces and deals."""
    triggers = lexicon.triggers
    found = [i for i, w in enumerate(parse.lower) if w in triggers and (w != "that" or parse.lower[i + 1 : i + 2] == ["of"])]
    if not found:
        return []
    namings: list[Naming] = []
    taken = -1
    said = parse.vocabulary
    sure = any(_strong(parse, lexicon, i) for i in found) or len(lexicon.fighters & said) >= _WAR_WORDS
    sure = sure or (not said.isdisjoint(("escalation", "de-escalation", "deescalation")) and not said.isdisjoint(("zone", "zones")))
    war = sure or lexicon.war_words(parse) >= _WAR_WORDS
    for i in found:
        if i <= taken:
            continue
        naming = (
            like_one_before(parse, lexicon, i, namings)
            or papers_again(parse, lexicon, i, namings)
            or one_of_a_row(parse, lexicon, i, namings)
            or _naming_at(parse, lexicon, i, sure or _points_back(parse, namings, i) or _is_one_more(parse, lexicon, namings, i))
            or (_by_telltales(parse, lexicon, i) if war else None)
            or stand_in(parse, lexicon, i, namings)
            or (one_again(parse, lexicon, i, namings) or plain_offer(parse, lexicon, i, namings) if war else None)
        )
        if naming is not None:
            fresh = (is_plural(parse, i) and not naming.definite and is_signed_apart(parse, i)) or is_given_there(parse, i)
            namings.append(replace(naming, indefinite=True) if fresh else naming)
            taken = naming.last
    told = [n for n in namings if n.definite or n.indefinite or not (runs_into_text(parse, n.last) or in_heading(parse, n.last))]
    told = [
        n for n in told if not (_opens_sentence(parse, n) and in_heading(parse, n.last, first=n.first) and _is_named_after(parse, n, told))
    ]
    return told or namings


def _opens_sentence(parse: Parse, naming: Naming) -> bool:
    return naming.first == parse.sentences[parse.sentence_of[naming.word]][0]


def _is_named_after(parse: Parse, naming: Naming, namings: list[Naming]) -> bool:
    """Say whether another naming follows in the sentence."""
    return any(n.word > naming.word and parse.sentence_of[n.word] == parse.sentence_of[naming.word] for n in namings)


def is_of_war(parse: Parse, lexicon: Lexicon) -> bool:
    """Say whether a text is one of war: it holds three different words for fighting and fighters."""
    return lexicon.war_words(parse) >= _WAR_WORDS


def _points_back(parse: Parse, before: list[Naming], i: int) -> bool:
    return bool(before) and determiner(parse, i)[1] in ("the", "this")


def _is_one_more(parse: Parse, lexicon: Lexicon, before: list[Naming], i: int) -> bool:
    """Say whether a deal that somebody made stands in a text that has named another for certain: "A deal signed in A last year"."""
    return any(not n.unsure for n in before) and is_negotiated(parse, lexicon, i)


def _strong(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    return lexicon.triggers[parse.lower[i]] in lexicon.heads or _is_fire(parse, i) or _phrase_at(parse, lexicon, i) is not None


def _is_fire(parse: Parse, i: int) -> bool:
    before = parse.lower[max(0, i - 2) : i]
    if before[-1:] == ["cease"] and parse.pos[i - 1] == "VERB" and parse.dep[i] == "dobj" and not determiner(parse, i - 1)[1]:
        return False
    return parse.lower[i] in ("fire", "fires") and (before[-1:] == ["cease"] or before == ["cease", "-"])


def _phrase_at(parse: Parse, lexicon: Lexicon, i: int) -> tuple[int, str] | None:
    """Return last word and kind of a set phrase ("cessation of hostilities") that begins at word i."""
    for words, kind in lexicon.phrases.get(parse.lower[i], ()):
        if tuple(parse.lower[i : i + len(words)]) == words:
            return i + len(words) - 1, kind
    return None


def _naming_at(parse: Parse, lexicon: Lexicon, i: int, sure: bool) -> Naming | None:
    phrase = _phrase_at(parse, lexicon, i)
    if phrase is not None:
        last, kind = phrase
        head = last + 1 if last + 1 < len(parse) and parse.lower[last + 1] in lexicon.generic else i
        if parse.lower[i] in ("halt", "end", "stop") and determiner(parse, i)[1] in ("", "no") and parse.pos[i] == "VERB":
            return None
        span = range(i, max(last, head) + 1)
        if parse.head[head] in span and head != i:
            head = next((j for j in span if parse.head[j] not in span), head)
        return None if is_listed_term(parse, head) else make_naming(parse, lexicon, i, span[-1], kind, head=head)
    if _is_fire(parse, i):
        return _truce_word(parse, lexicon, i, "ceasefire")
    word = lexicon.triggers[parse.lower[i]]
    if parse.pos[i] not in ("NOUN", "PROPN") and word not in lexicon.heads:
        return None
    if word in lexicon.heads:
        return _truce_word(parse, lexicon, i, lexicon.heads[word])
    mods = modifiers_before(parse, i)
    if word in lexicon.humanitarian_heads and (mods & lexicon.humanitarian):
        return make_naming(parse, lexicon, i, i, "pause")
    if word in ("pause", "lull", "respite", "hiatus", "window") and is_of_fighting(parse, lexicon, i):
        return make_naming(parse, lexicon, i, i, "pause")
    if word in lexicon.terms("swap_heads") and (is_swap(parse, lexicon, i, mods) or is_told_swap(parse, i)):
        return make_naming(parse, lexicon, i, i, "exchange")
    if word in lexicon.terms("act_heads"):
        return (
            make_naming(parse, lexicon, i, i, lexicon.purposes.get(word))
            if is_negotiated(parse, lexicon, i) and not is_plural(parse, i)
            else None
        )
    if (titled := _titled_text(parse, lexicon, i, word)) is not None:
        return titled
    if word in lexicon.terms("calm_heads") and (mods & lexicon.terms("mediator_suffixes") or is_negotiated(parse, lexicon, i)):
        return make_naming(parse, lexicon, i, i, "ceasefire" if word == "calm" else "pause")
    if (
        is_plural(parse, i)
        and not is_proper(parse, i)
        and word not in lexicon.negotiated
        and not is_signed(parse, lexicon, i, mods)
        and not (sure and word in lexicon.generic and is_signed_there(parse, i))
    ):
        return None
    if word in lexicon.generic:
        return bare_head(parse, lexicon, i, mods, sure)
    if word in lexicon.negotiated and is_negotiated(parse, lexicon, i):
        return make_naming(parse, lexicon, i, i, "settlement")
    about = {lexicon.heads.get(m) or lexicon.modifiers.get(m) for m in mods} - {None}
    if word == "ultimatum" and is_given(parse, i) and not lexicon.conflict.isdisjoint(parse.lower):
        sure = True
    if word not in lexicon.offers or not (sure or is_amid_conflict(parse, lexicon, i)):
        return None
    if has_civil_aim(parse, i, lexicon.all_of_war):
        return None
    purpose = purpose_of(parse, lexicon, i)
    aims = sorted(a for a in about if a and a not in ("settlement", "offer"))
    if word == "demand" and not asks_to_yield(parse, i):
        return None
    if (
        word == "demand"
        or aims
        or has_terms(parse, i)
        or is_told_with_terms(parse, i)
        or is_taken_up(parse, i, purpose)
        or (word == "ultimatum" and is_given(parse, i))
    ):
        made = make_naming(parse, lexicon, i, i, "offer", offer=True, purpose=purpose or next(iter(aims), None))
        answered = made is not None and made.indefinite and made.unsure and refusal(parse, i) is not None
        return replace(made, unsure=False) if made is not None and answered else made
    return None


def _by_telltales(parse: Parse, lexicon: Lexicon, i: int) -> Naming | None:
    """Return the naming at a noun of many meanings that what is said of it makes an agreement: "the paper obliges both sides"."""
    word = lexicon.triggers[parse.lower[i]]
    if parse.pos[i] not in ("NOUN", "PROPN"):
        return None
    if word in lexicon.terms("agreed_heads") and names_agreed(parse, i):
        return make_naming(parse, lexicon, i, i, kind_agreed(word))
    if word in lexicon.terms("telling_quiet") and names_quiet(parse, i):
        return make_naming(parse, lexicon, i, i, "ceasefire")
    mods = modifiers_before(parse, i)
    plan = word in lexicon.offers or (word in lexicon.terms("answered_heads") and parse.lower[i - 1] not in ("its", "their"))
    plan = plan and not mods & lexicon.unrelated and not has_civil_aim(parse, i, lexicon.all_of_war)
    one = plan and not is_plural(parse, i)  # "his plans would cost" tells of no offer
    if plan and (is_taken_up(parse, i, purpose := purpose_of(parse, lexicon, i)) or (one and is_told_with_terms(parse, i))):
        return make_naming(parse, lexicon, i, i, "offer", offer=True, purpose=purpose)
    if word in lexicon.terms("zone_heads"):
        if is_zone_of_calm(parse, i):
            return make_naming(parse, lexicon, i, i, "ceasefire", definite=True)
        calm = bool(mods & _CALM_ZONES) and is_negotiated(parse, lexicon, i) and (is_one_of(parse, i) or not is_plural(parse, i))
        calm = (
            calm
            and (determiner(parse, i)[1] == "the" or is_brokered(parse, i, lexicon.negotiated_by))
            and not is_under_deal(parse, lexicon, i)
        )
        return make_naming(parse, lexicon, i, i, "ceasefire") if calm else None
    if word == "pause" and determiner(parse, i)[1] and (mods & _UNITS or is_declared(parse, i)):
        return make_naming(parse, lexicon, i, i, "pause")  # "an earlier three-day pause for the feast"
    if (
        word not in lexicon.terms("telling_papers")
        or mods & lexicon.unrelated
        or not (is_added_text(parse, lexicon, i) or names_paper(parse, i))
    ):
        return None
    top = top_of(parse, i)
    if is_plural(parse, i) and word in lexicon.generic and top == i and not is_dated_title(parse, i):
        return None  # "evacuated under deals between the army and rebels"
    if word in lexicon.generic and len((lexicon.fighters | lexicon.conflict) & parse.vocabulary) < _BROKERED_WORDS:
        return None
    kind = next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
    return make_naming(parse, lexicon, top, i, kind or purpose_of(parse, lexicon, i))


def _titled_text(parse: Parse, lexicon: Lexicon, i: int, word: str) -> Naming | None:
    """Return the naming at a paper of surrender, a declared halt, or a peace that was made or bears a name."""
    if word in lexicon.terms("paper_heads") and is_paper(parse, i):
        return make_naming(parse, lexicon, i, i, "settlement")
    if word in lexicon.terms("halt_heads") and is_halt(parse, i):
        return make_naming(parse, lexicon, i, i, "pause" if word == "pause" else "ceasefire", halt=True)
    if word in lexicon.terms("resolution_heads") and is_voted_down(parse, i) and not is_plural(parse, i):
        return make_naming(parse, lexicon, i, i, "offer", offer=True)
    if word == "resolution" and not is_plural(parse, i) and stops_fire(parse, i):
        made = make_naming(parse, lexicon, i, i + 1, "ceasefire", definite=True)
        return replace(made, offer=False, unsure=False) if made is not None else None
    if word == "convention" and is_convention(parse, i):
        return make_naming(parse, lexicon, i, i, "settlement")
    if word in lexicon.terms("peace_heads") and is_peace(parse, i):
        made = make_naming(parse, lexicon, i, i, "peace_agreement")
        return replace(made, indefinite=True) if made is not None and not made.definite else made
    return None


def _truce_word(parse: Parse, lexicon: Lexicon, i: int, kind: str) -> Naming | None:
    """Return the naming at a word that means a truce by itself; before another noun it only speaks of one."""
    if (is_plural(parse, i) and not is_signed_apart(parse, i) and not is_signed_there(parse, i)) or parse.lower[max(0, i - 2) : i] in (
        ["flag", "of"],
        ["flags", "of"],
    ):
        return None
    after = i + 1
    if modifiers_before(parse, i) & lexicon.terms("peaceful_truces") or is_listed_term(parse, i):
        return None  # "the trade truce", "its points are a lasting truce and …"
    if after < len(parse) and parse.pos[after] in ("NOUN", "PROPN"):
        w = parse.lower[after]
        if w in lexicon.not_namings:
            return None
        if w in lexicon.generic:
            return make_naming(parse, lexicon, after, after, kind) if not is_plural(parse, after) else None
        if w in lexicon.offers:
            return make_naming(parse, lexicon, after, after, "offer", offer=True, purpose=kind)
        if w in lexicon.near_namings:
            named = parse.words[after][:1].isupper() and parse.words[i][:1].isupper()
            if w in _WATCHING and (named or determiner(parse, i)[1] in INDEFINITE):
                return None  # "a ceasefire committee", "the Ceasefire Commission"
            return make_naming(parse, lexicon, i, i, kind, unsure=True, definite=True)
    made = make_naming(parse, lexicon, i, i, kind)
    if made is not None and is_resolved(parse, i):
        return replace(made, kind=kind, generic=False, offer=False, unsure=False, purpose=None)
    named = bool(modifiers_before(parse, i) & lexicon.humanitarian)
    short = made is not None and (fixed_hours(parse, made)[0] or _DAYS) < _DAYS
    relief = (named and (short or parse.lower[i] != "truce")) or (short and is_for_relief(parse, i))  # a truce of months is no pause
    return replace(made, kind="pause") if made is not None and relief and made.kind == "ceasefire" else made
