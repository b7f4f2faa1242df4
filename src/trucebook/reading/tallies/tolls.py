"""Tolls: each count of people with what was done to them, and how counts of one sentence hang together.

Invariant: a count has a category only by words of its own sentence, line or label.
"""

from itertools import pairwise

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies import beside
from trucebook.reading.tallies.captives import captive
from trucebook.reading.tallies.cases import of_cases
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.echoes import with_echoes
from trucebook.reading.tallies.exits import got_out
from trucebook.reading.tallies.gapped import goes_on_with, is_elsewhere, is_of_other_force
from trucebook.reading.tallies.goings import came_back, is_people, went
from trucebook.reading.tallies.harms import Hit, harm_of
from trucebook.reading.tallies.homes import HomeHit, home_harm, homes_of, house_label, more_homes
from trucebook.reading.tallies.listed import lists
from trucebook.reading.tallies.moved import by_bus, carried, carried_beside, crossed, let_go, moved, on_the_way
from trucebook.reading.tallies.numbers import counted_things
from trucebook.reading.tallies.parts import Toll, part_of
from trucebook.reading.tallies.plights import awaits, given_back, held_by, in_trade, left_for_good, on_wheels, plight, unharmed
from trucebook.reading.tallies.rivals import as_loss, goes_on, is_new_value, rival_of, toll_before
from trucebook.reading.tallies.singles import find_single_tolls
from trucebook.reading.tallies.unfreed import is_unfreed
from trucebook.reading.tallies.wounds import died_of_wounds, wounded

_OWNER, _ROW = 5, 9
_UP = 30


def find_tolls(parse: Parse, counts: list[Count]) -> list[Toll]:
    """Return the counts that words of harm or movement bear on, in text order."""
    found: list[Toll] = []
    before: Count | None = None
    counts = with_echoes(parse, counts)
    for count in counts:
        toll = (
            part_of(parse, count, found)
            or _of_those(parse, count)
            or _brought_up(parse, count, found)
            or _toll(parse, count, found)
            or _shared(parse, count, before, found)
        )
        toll = _told_behind(parse, toll, found) if toll is not None else None
        if toll is not None and before is not None and _is_base(parse, toll, before):
            if not (found and found[-1].count is before):
                found.append(replace(toll, count=before))
        elif toll is not None:
            if (twin := _twin(parse, before, toll, found)) is not None:
                found.append(twin)
            found.append(_aside(parse, toll, before))
        before = count
    found = [_as_held(parse, as_loss(parse, toll)) for toll in _look_ahead(parse, counts, found)]
    found.extend(find_single_tolls(parse, counts, found))
    return sorted(found, key=lambda toll: toll.count.first)


def _look_ahead(parse: Parse, counts: list[Count], found: list[Toll]) -> list[Toll]:
    """Return the tolls with those of counts that are part of the next: "30 pupils were among 39 people killed"."""
    at = {toll.count.first: toll for toll in found}
    for count, after in reversed(list(pairwise(counts))):
        if count.first in at or after.first not in at or not count.known:
            continue
        gap = parse.lower[count.last + 1 : after.first]
        if gap == ["and"] and at[after.first].part and at[after.first].cue > after.last:
            at[count.first] = replace(at[after.first], count=count)  # "two women and two children were among eight people killed"
        if is_of_other_force(parse, after, count) and at[after.first].cue > after.number.last:
            at[count.first] = replace(at[after.first], count=count)
        if gap in (["among"], ["were", "among"], ["was", "among"], ["are", "among"], ["were", "among", "the"]):
            toll = at[after.first]
            at[count.first] = Toll(count, toll.category, toll.cue, part=True)
    return [at[first] for first in sorted(at)]


def _told_behind(parse: Parse, toll: Toll, found: list[Toll]) -> Toll:
    """Return a toll by the harm right behind its count, where it would share that of the one before: "left two dead and eight hurt"."""
    shared = bool(found) and found[-1].cue == toll.cue < toll.count.first
    hit = beside.behind(parse, toll.count.last + 1, toll.count) if shared else None
    at = toll.count.last + 1
    if shared and hit is None and parse.lower[toll.cue] == "dead" and parse.lower[at : at + 1] in (["injured"], ["wounded"], ["hurt"]):
        hit = "injured", at  # whatever follows, where marks were lost
    return replace(toll, category=hit[0], cue=hit[1]) if hit is not None and hit[1] == toll.count.last + 1 else toll


def _toll(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a count that is no part of another."""
    if count.unit == "house":
        return _of_home(count, home_harm(parse, count))
    if count.unit == "household" and parse.lower[max(0, count.first - 1) : count.last] in (["from", "one"], ["of", "one"]):
        return None
    hit = (
        let_go(parse, count)
        or captive(parse, count)
        or wounded(parse, count)
        or came_back(parse, count)
        or held_by(parse, count)
        or given_back(parse, count)
        or on_wheels(parse, count)
        or beside.passive_behind(parse, count)
        or beside.outcome(parse, count)
        or beside.among(parse, count)
        or _right_before(parse, count, found)
        or _by_grammar(parse, count)
    )
    if hit is not None and found and found[-1].cue == hit[1] == count.first - 1:
        hit = beside.behind(parse, count.last + 1, count) or hit
    if (ill := of_cases(parse, count)) is not None:
        return Toll(count, ill[0], ill[1])
    if count.unit == "thing":
        return _of_unknown(parse, count, hit)
    if unharmed(parse, count):
        return None
    if hit is not None and found and count.noun is None and found[-1].count.first <= hit[1] <= found[-1].count.last:
        hit = found[-1].category, found[-1].cue  # "moved 17 wounded people from Norvik and 21 from Sudvik"
    hit = hit or beside.harm_beside(parse, count) or moved(parse, count) or beside.sheltered(parse, count) or beside.shut_in(parse, count)
    hit = hit or plight(parse, count) or went(parse, count) or got_out(parse, count)
    if hit is None:
        before = found[-1].count if found else None
        home = more_homes(parse, count, before) or homes_of(parse, count) or house_label(parse, count)
        return _of_home(count if count.unit == "household" else replace(count, unit="house"), home)
    if _unlikely(parse, count, hit):
        return None
    if hit[0] == "evacuated" and awaits(parse, hit[1]):
        hit = "affected", hit[1]
    if hit[0] == "displaced" and (by_bus(parse, hit[1]) or on_the_way(parse, hit[1])):
        hit = "evacuated", hit[1]
    if hit[0] == "evacuated" and count.noun is not None and noun_lists().harmed.get(parse.lower[count.noun]) == "detained":
        hit = "released", hit[1]
    if hit[0] == "returned" and parse.lower[hit[1]] == "home" and in_trade(parse, count):
        hit = "released", hit[1]
    if hit[0] == "injured" and (died := died_of_wounds(parse, count, hit[1])) is not None:
        hit = died
    if hit[0] == "detained":
        hit = beside.freed(parse, count, hit[1]) or hit
    if hit[0] == "injured" and count.first <= hit[1] <= count.last:
        hit = carried(parse, count) or carried_beside(parse, count) or _rides_along(parse, count, found) or hit
    return Toll(count, hit[0], hit[1], part=_of_a_whole(parse, count, hit[1]))


def _rides_along(parse: Parse, count: Count, found: list[Toll]) -> Hit | None:
    """Return the hit of the wounded in a row with people who are carried: "a ferry left with 900 migrants and 30 wounded"."""
    row = bool(found) and found[-1].category == "evacuated" and parse.dep[count.head] == "conj"
    return ("evacuated", found[-1].cue) if row and parse.first_conjunct(count.head) == found[-1].count.head else None


def _of_a_whole(parse: Parse, count: Count, cue: int) -> bool:
    """Say whether a count is part of people not counted: "30 of the dead", "the dead included two teachers"."""
    if parse.lower[count.number.last + 1 : count.number.last + 3] == ["of", "the"] and cue == count.noun:
        return True
    if cue < count.first:
        return parse.lemma[parse.head[count.head]] == "include" or "among" in parse.lower[max(0, cue - 3) : cue]
    near = parse.lower[max(count.last + 1, cue - 3) : cue]
    return "among" in near and "them" not in near and "whom" not in near


def _of_home(count: Count, home: HomeHit | None) -> Toll | None:
    return Toll(count, home[0], home[1], term=home[2]) if home is not None else None


def _by_grammar(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the count's place in the sentence; what its noun says outright is kept ("25 missing were displaced")."""
    hit = harm_of(parse, count.head)
    if hit is None and count.noun is not None and count.noun != count.head:
        hit = harm_of(parse, count.noun)
    own = noun_lists().harmed.get(parse.lower[count.noun]) if count.noun is not None else None
    if hit is not None and hit[0] == "returned" and own == "detained":
        return "released", hit[1]
    if hit is not None and own == "killed" and hit[0] in ("released", "returned", "evacuated") and count.noun is not None:
        return own, count.noun  # "exchanged nine bodies"
    if hit is None or own not in ("killed", "injured", "missing") or parse.lemma[hit[1]] in ("die", "succumb"):
        return hit
    if own == "injured" and hit[0] == "killed" and hit[1] > count.last:
        return hit
    return hit if hit[0] in ("evacuated", "detained", "released", "besieged") or count.noun is None else (own, count.noun)


def _right_before(parse: Parse, count: Count, found: list[Toll]) -> Hit | None:
    """Return the hit of a verb that touches the count on its left ("and injured scores"), unless another count has it."""
    i = count.first - 1
    if i < 0 or parse.tag[i] not in ("VBD", "VBN", "VBG", "VBZ") or parse.child(i, "auxpass", "nsubjpass", "dobj") is not None:
        return None
    if found and (found[-1].cue == i or found[-1].count.last >= i):
        return None
    category = cues().verbs.get(parse.lemma[i])
    if count.noun == count.number.last + 1 and noun_lists().harmed.get(parse.lower[count.noun]) in ("injured", "missing"):
        return None
    joined = i > 0 and (parse.lower[i - 1] in ("and", ",", "or", "but") or (bool(found) and found[-1].count.last == i - 1))
    return (category, i) if category in ("killed", "injured", "detained") and joined else None


def _of_unknown(parse: Parse, count: Count, hit: Hit | None) -> Toll | None:
    """Return the toll of a plural that no list has: people where they are killed, hurt or arrested outright."""
    if count.noun is None:
        hit = hit or beside.behind(parse, count.last + 1, count)
    elif hit is None and is_people(parse, count.noun):
        hit = crossed(parse, count) or left_for_good(parse, count) or plight(parse, count) or went(parse, count)
    if hit is None:
        return None
    if count.noun is not None and (parse.tag[count.noun] == "NNP" or is_people(parse, count.noun)):
        return Toll(count, hit[0], hit[1])
    if parse.lemma[hit[1]] in ("capture", "seize", "hold", "hit", "bury", "burn"):
        return None
    if hit[0] not in ("killed", "injured", "detained") or (count.noun is not None and parse.dep[count.head] not in ("dobj", "nsubjpass")):
        return None
    return Toll(count, hit[0], hit[1])


def _unlikely(parse: Parse, count: Count, hit: Hit) -> bool:
    """Say whether the words point to no victims: attackers who fled, fighters who crossed into a town, a rate by the day."""
    noun = parse.lower[count.noun] if count.noun is not None else ""
    behind = parse.lower[count.last + 1 : count.last + 3]
    if _is_rate(behind) or _is_rate(parse.lower[hit[1] + 1 : hit[1] + 3]):
        return True
    if count.noun is None and parse.lower[count.number.core] == "one" and hit[0] not in ("killed", "injured", "missing"):
        return True
    if count.noun is None and parse.dep[count.head] == "nsubj" and parse.head[count.head] == hit[1] and parse.child(hit[1], "dobj"):
        return True  # "one killed a guard" tells of a shell
    if count.noun is None and parse.lower[count.number.core] == "millions" and hit[0] == "released":
        return True  # money
    if count.noun is None and behind[:1] == ["in"] and behind[-1] in counted_things().funds:
        return True
    if hit[0] == "besieged" and parse.lemma[hit[1]] == "confine" and (noun in lists().fighters or noun == "combatants"):
        return True
    if hit[0] == "displaced" and (noun in lists().attackers or (noun in lists().fighters and parse.lower[hit[1]] != "displaced")):
        return True
    if hit[0] == "returned" and noun in lists().visitors:
        return True
    return hit[0] == "injured" and noun in ("death", "deaths")


def _is_rate(words: list[str]) -> bool:
    """Say whether two words make a rate of what stands before them: "50 families each day", "let 50 return every week"."""
    return len(words) == 2 and words[0] in ("a", "per", "every", "each") and words[1] in ("day", "week", "month", "year", "hour")


def _brought_up(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a new value of what was counted last: "bringing the total to nine", "revised that figure down to 35"."""
    if not found or not is_new_value(parse, count) or count.first - found[-1].count.last > _UP:
        return None
    return Toll(count, found[-1].category, found[-1].cue)


def _is_base(parse: Parse, toll: Toll, before: Count | None) -> bool:
    """Say whether a count is only what another is a share of ("up to 10 of the 35 passengers"), by no word of its own."""
    if before is None or toll.count.first <= toll.cue <= toll.count.last:
        return False
    gap = parse.lower[before.number.last + 1 : toll.count.first]
    if parse.dep[toll.cue] in ("relcl", "acl") and parse.head[toll.cue] == toll.count.head:
        return False
    if gap[:1] == ["of"] and gap[-1] in ("'s", "s", "’s") and len(gap) <= _OWNER:
        return True
    return len(gap) == 2 and gap[0] == "of" and gap[1] in ("the", "its", "their", "those", "these", "his", "her")


def _of_those(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of "40 of those killed": part of a count that need not be given."""
    if parse.lower[count.number.last + 1 : count.number.last + 3] not in (["of", "those"], ["of", "the"]) or count.known:
        return None
    hit = beside.behind(parse, count.number.last + 3, count)
    return Toll(count, hit[0], hit[1], part=True) if hit is not None else None


def _twin(parse: Parse, before: Count | None, toll: Toll, found: list[Toll]) -> Toll | None:
    """Return the toll of the count before, where a toll gives the same people in another unit: "300 families (1,500 people)"."""
    if before is None or not before.known or toll.part or toll.term or (found and found[-1].count is before):
        return None
    gap = parse.lower[before.last + 1 : toll.count.first]
    if before.unit == toll.count.unit:
        joined = parse.dep[toll.count.head] in ("conj", "appos") and parse.head[toll.count.head] == before.head
        return Toll(before, toll.category, toll.cue) if joined and gap == [","] and toll.cue > toll.count.last else None
    return Toll(before, toll.category, toll.cue) if gap in (["("], ["or"], ["comprising"], ["with"], ["totalling"], ["totaling"]) else None


def _shared(parse: Parse, count: Count, before: Count | None, found: list[Toll]) -> Toll | None:
    """Return the toll of a count in a row with the one before it: "two soldiers and five policemen were killed"."""
    if (named := toll_before(parse, count)) is not None:
        return Toll(count, "killed", named)
    if found and (whole := rival_of(parse, count, found)) is not None:
        return Toll(count, whole.category, whole.cue)
    if found and goes_on(parse, count, found[-1]):
        return Toll(count, found[-1].category, found[-1].cue)
    if not found or before is None or found[-1].count is not before:
        return None
    gap = parse.lower[before.last + 1 : count.first]
    if is_elsewhere(parse, count, before, found[-1].cue) or goes_on_with(parse, count, found[-1].cue):
        return Toll(count, found[-1].category, found[-1].cue)
    if is_of_other_force(parse, count, before) and found[-1].cue > count.last:
        return Toll(count, found[-1].category, found[-1].cue)
    if not count.known:
        return None
    if count.unit != before.unit:
        same = {count.unit, before.unit} == {"person", "household"} and gap == ["("]
        return Toll(count, found[-1].category, found[-1].cue, part=found[-1].part) if same else None
    if gap[-1:] == ["of"] and "and" in gap and parse.lower[before.first - 1] == "of" and _within_phrase(parse, before, count):
        return Toll(count, found[-1].category, found[-1].cue)
    if (0 < len(gap) <= 3 and gap[-1] in ("and", ",", "&", "(")) or gap in (
        ["as", "well", "as"],
        ["along", "with"],
        ["plus"],
        ["and", "of"],
        [",", "and", "of"],
    ):
        return Toll(count, found[-1].category, found[-1].cue, part=found[-1].part)
    return None


def _within_phrase(parse: Parse, before: Count, count: Count) -> bool:
    """Say whether no verb stands between two counts: "the lives of 90 men, most of them farmers, and of 11 soldiers"."""
    gap = range(before.last + 1, count.first)
    return len(gap) <= 2 * _ROW and not any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in gap)


def _as_held(parse: Parse, toll: Toll) -> Toll:
    """Return captives whose release has not come about as people who are held."""
    return replace(toll, category="detained", held=True) if toll.category == "released" and is_unfreed(parse, toll.cue) else toll


def _aside(parse: Parse, toll: Toll, before: Count | None) -> Toll:
    """Mark a count in brackets right behind another one."""
    if before is not None and parse.lower[before.last + 1 : toll.count.first] == ["("]:
        return replace(toll, aside=True)
    return toll
