"""Moved: counts of people who left or were taken along, let go, or pulled out alive, by the words around them.

Invariant: leaving makes an evacuation only in a sentence that speaks of a deal, a convoy or a way out.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.beside import resume
from trucebook.reading.tallies.counts import Count
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.harms import Hit
from trucebook.reading.tallies.listed import lists

_FAR, _NEAR = 60, 10
_LEAVES = frozenset({"leave", "depart", "travel", "bus", "evacuate", "exit", "sail"})
_OUT = frozenset({"come", "go", "move", "get", "pull", "head"})
_GROUPS = frozenset("batch group convoy wave total contingent bus busload first last".split())
_TAKES = frozenset("take bring move carry get drive escort lead ferry".split())
_RIDES = frozenset(
    {"drive", "lead", "bring", "escort", "remove", "fly", "ferry", "carry", "transport", "transfer", "move", "arrive", "take"}
)
_TRIPS = frozenset({"transfer", "evacuation", "departure", "convoy", "batch", "contingent", "wave", "relocation"})
_JUST = frozenset({"convoys", "evacuation", "evacuations", "evacuated", "evacuees", "transfer", "buses"})
_DIGS = frozenset({"pull", "dig", "rescue", "recover", "extract", "retrieve", "save", "free"})
_CIVILIANS = frozenset("people persons civilians families residents inhabitants villagers households women children townspeople".split())
_RUINS = frozenset({"rubble", "ruins", "debris", "wreckage"})
_OWN = frozenset({"her", "his", "their"})
_PAST = frozenset({"VBD", "VBP", "VBZ", "VBG", "VBN"})


def moved(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who were dug out alive, treated, taken along or left."""
    ways = (_handed, _dug_out, _treated, _taken_along, departed, _left_home, crossed, _fell)
    return next((hit for way in ways if (hit := way(parse, count)) is not None), None)


def let_go(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who were held and "let go": "the rebels let 11 soldiers go on Saturday"."""
    go = parse.head[count.head]
    if parse.lower[go] != "go" or parse.lemma[parse.head[go]] != "let" or go <= count.last:
        return None
    return ("released", go) if parse.lower[go + 1 : go + 2] not in (["home"], ["through"], ["to"], ["back"], ["into"]) else None


def _handed(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives who are handed to a side in an exchange: "233 persons were handed to the republics"."""
    v = parse.head[count.head]
    if parse.dep[count.head] != "nsubjpass" or parse.lemma[v] not in ("hand", "deliver", "return"):
        return None
    first, last = parse.sentences[parse.sentence_of[v]]
    traded = not {"exchange", "swap", "exchanged", "swapped", "trade"}.isdisjoint(parse.lower[first:last])
    return ("released", v) if traded and parse.lower[v + 1 : v + 2] == ["to"] else None


def _dug_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people pulled alive out of ruins: "pulled 10 people from under the rubble"."""
    v = parse.head[count.head]
    if parse.lemma[v] not in _DIGS or parse.dep[count.head] not in ("dobj", "nsubjpass"):
        return None
    behind = parse.lower[max(v, count.last) + 1 : max(v, count.last) + 1 + _NEAR]
    return ("affected", v) if "alive" in behind[:3] or ("dead" not in behind and not _RUINS.isdisjoint(behind)) else None


def _treated(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom medics treat for something: "treated 25 people for burns"."""
    v = parse.head[count.head]
    told = parse.lemma[v] == "treat" and parse.dep[count.head] == "dobj"
    behind = parse.lower[count.last + 1 : count.last + _NEAR]
    if told and (behind[:1] == ["for"] or (behind[:1] == ["with"] and not cues().harms.isdisjoint(behind))):
        return "injured", v
    brought = parse.lemma[v] in ("admit", "bring", "hospitalize", "take") and parse.dep[count.head] == "nsubjpass"
    behind = parse.lower[v + 1 : v + 1 + _NEAR]
    return ("injured", v) if brought and "with" in behind and not cues().harms.isdisjoint(behind) else None


def _left_home(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of civilians who leave for another place, or leave where they live: "500 families left for Norvik"."""
    v = parse.head[count.head]
    noun = parse.lower[count.noun] if count.noun is not None else ""
    share = count.noun is None and _is_share_of_inhabitants(parse, count)
    quits = parse.lemma[v] in ("leave", "abandon", "quit")
    if share and quits and parse.dep[count.head] == "nsubj" and parse.child(v, "neg") is None:
        return "displaced", v
    if parse.dep[count.head] != "nsubj" or noun not in _CIVILIANS or not quits:
        return None
    behind = parse.lower[v + 1 : v + 8]
    gone = behind[:1] in (["for"], ["since"], ["by"]) or not cues().homes.isdisjoint(behind) or behind[:1] == ["through"]
    return ("displaced", v) if gone and parse.child(v, "neg") is None else None


def _taken_along(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom somebody who flees has with him: "fled in May with her six children"."""
    w, at = count.head, parse.head[count.head]
    if parse.dep[w] != "pobj" or parse.lower[at] != "with" or parse.lower[at + 1 : at + 2][0] not in _OWN:
        return None
    v = parse.head[at]
    category = cues().intransitive.get(parse.lemma[v])
    return (category, v) if category in ("displaced", "returned") and v < at else None


def _is_share_of_inhabitants(parse: Parse, count: Count) -> bool:
    """Say whether a bare number is a share of a place's people: "of some 20,000 inhabitants, 15,000", "15,000 of its 20,000 people"."""
    first = parse.sentences[parse.sentence_of[count.first]][0]
    before = parse.lower[max(first, count.first - _NEAR) : count.first]
    behind = parse.lower[count.last + 1 : count.last + 6]
    opened = before[-1:] == [","] and before[:1] == ["of"] and not _DWELLERS.isdisjoint(before)
    return opened or (behind[:1] == ["of"] and behind[1:2] in (["its"], ["the"], ["their"]) and not _DWELLERS.isdisjoint(behind))


_DWELLERS = frozenset({"inhabitants", "residents", "people", "families", "households", "villagers", "townspeople"})


def crossed(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who go over a border: "30,000 Ossetians crossed the Roki tunnel into Russia"."""
    v = parse.head[count.head]
    noun = parse.lower[count.noun] if count.noun is not None else ""
    over = parse.dep[count.head] == "nsubj" and parse.lemma[v] in ("cross", "pour", "stream", "spill", "pass")
    behind = parse.lower[v + 1 : v + 8]
    way = "into" in behind or (parse.lemma[v] != "cross" and behind[:1] in (["over"], ["across"], ["out"], ["towards"], ["toward"]))
    return ("displaced", v) if over and way and noun not in lists().fighters else None


def _fell(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of fighters who fell: "some 900 had fallen before the walls"."""
    v = parse.head[count.head]
    behind = parse.lower[v + 1 : v + 2]
    in_arms = count.noun is not None and parse.lower[count.noun] in lists().fighters | {"martyrs", "peshmerga", "defenders"}
    tense = parse.lower[v] in ("fell", "fallen") or (parse.lower[v] == "fall" and in_arms)
    fell = parse.dep[count.head] == "nsubj" and tense and parse.child(v, "prt", "acomp", "oprd") is None
    fell = fell and parse.child(v, "neg") is None
    ends = behind in ([], ["."], [","], ["at"], ["in"], ["before"], ["on"], ["during"], ["near"])
    return ("killed", v) if fell and (ends or (in_arms and behind[0] in _FELL_AS)) else None


_FELL_AS = frozenset({"by", "to", "under", "as", "while", "when", "that", "and", "yesterday", "today", "around", "outside", "since"})


def departed(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who left, or were taken along, where the sentence speaks of a deal or a convoy."""
    w, v = count.head, parse.head[count.head]
    if parse.dep[w] in ("compound", "nmod", "appos") and parse.pos[v] == "NOUN":
        w, v = v, parse.head[v]
    if parse.dep[w] == "conj":
        w = parse.first_conjunct(w)
        v = parse.head[w]
    if parse.dep[w] == "pobj" and parse.lower[v] == "of" and parse.lemma[parse.head[v]] in _GROUPS:
        w, v = parse.head[v], parse.head[parse.head[v]]
    if parse.lower[count.last + 1 : count.last + 2] == ["aboard"] and parse.pos[v] in ("NOUN", "VERB", "ADP"):
        return _aboard(parse, count, count.last + 1)
    if parse.lemma[v] in _TAKES and _out_of(parse, count.last + 1):
        return "evacuated", v
    if (
        _with_kin(parse, count, v)
        or _boards(parse, w, v)
        or (parse.lemma[w] in _LOADS and parse.lemma[v] in _ARRIVES and parse.dep[w] == "nsubj")
    ):
        return "evacuated", v
    if (housed := _moved_in(parse, w, v)) is not None:
        return housed
    first, last = parse.sentences[parse.sentence_of[w]]
    first, last = max(first, w - _FAR), min(last, w + _FAR)
    on_board = parse.lower[count.last + 1 : count.last + 3] == ["on", "board"]
    aboard = _aboard(parse, count, count.last + 2) if on_board else None
    if aboard is not None and aboard[0] == "affected":
        return aboard
    if not (any(parse.lower[i] in lists().deals for i in range(first, last)) or _goes_on_leaving(parse, first)):
        return None
    if aboard is not None:
        return aboard
    if parse.dep[w] == "pobj" and parse.lower[v] == "with":
        left = (i for i in range(first, v) if parse.lemma[i] in _LEAVES and parse.pos[i] == "VERB")
        return next((("evacuated", i) for i in left), None)
    return _led_away(parse, w, v) or _left_behind_it(parse, count)


def carried(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the wounded who are carried to or from a place: "took 34 wounded to Sana", "500 wounded were flown to Tula"."""
    w = parse.first_conjunct(count.head)
    v = parse.head[w]
    ridden = parse.lemma[v] in _RIDES | {"evacuate"} or parse.lower[v] in ("bussed", "bused")
    if parse.dep[w] not in ("dobj", "nsubjpass") or not ridden:
        return None
    i = max(v, count.last) + 1
    out = parse.lower[v + 1 : v + 2] == ["out"] or (
        parse.lower[i : i + 1] == ["by"] and not _VEHICLES.isdisjoint(parse.lower[i + 1 : i + 3])
    )
    way = (
        out
        or parse.lower[i : i + 1] in (["across"], ["out"], ["over"])
        or (parse.lower[i : i + 1] in (["to"], ["from"]) and "PROPN" in parse.pos[i + 1 : i + 4])
        or (parse.lower[i : i + 1] == ["from"] and not cues().homes.isdisjoint(parse.lower[i + 1 : i + 5]))
        or (parse.dep[w] == "dobj" and _out_of(parse, count.last + 1))
    )
    return ("evacuated", v) if way and not _to_ward(parse, v) else None


def carried_beside(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the wounded whom the words beside them carry, where the parser lost them: "the evacuation of 200 wounded", "30
    wounded were flown to Norvik", "took out from the clinic 30 wounded"."""
    words, i = parse.lower, count.last + 1
    if words[max(0, count.first - 2) : count.first] in (["evacuation", "of"], ["transfer", "of"], ["removal", "of"]):
        return "evacuated", count.first - 2
    if words[i : i + 1] in (["were"], ["was"]) and parse.lemma[i + 1 : i + 2] != [] and parse.lemma[i + 1] in _FLOWN:
        return None if _to_ward(parse, i + 1) else ("evacuated", i + 1)
    first = parse.sentences[parse.sentence_of[count.first]][0]
    out = next((j for j in range(count.first - 1, max(first, count.first - _NEAR), -1) if words[j] == "out"), None)
    if out is None or parse.lemma[out - 1] not in ("take", "bring", "carry", "get", "fly"):
        return None
    aside = all(parse.pos[j] in ("ADP", "DET", "PROPN", "NOUN", "PART", "ADJ") for j in range(out + 1, count.first))
    return ("evacuated", out - 1) if aside and words[out + 1 : out + 2] == ["from"] else None


_FLOWN = frozenset({"airlift", "evacuate", "ferry", "fly", "ship", "bus"})


def on_the_way(parse: Parse, cue: int) -> bool:
    """Say whether people who "crossed into" a place do so where buses, a convoy or an evacuation are told of before."""
    return parse.lower[cue - 1 : cue + 1] == ["crossed", "into"] and _is_under_way(parse, cue)


def by_bus(parse: Parse, cue: int) -> bool:
    """Say whether people who are driven out leave on buses: "had been driven out by nightfall on green buses"."""
    near = parse.lower[cue + 1 : cue + _NEAR]
    on = next((i for i, word in enumerate(near) if word in ("on", "in", "aboard", "by")), None)
    return on is not None and not {"buses", "bus", "coaches"}.isdisjoint(near[on : on + 6])


def _aboard(parse: Parse, count: Count, cue: int) -> Hit:
    """Return the hit of people on board: carried along, or affected where what they are in is shot down, hit or sunk."""
    first, last = parse.sentences[parse.sentence_of[count.first]]
    return ("affected" if any(parse.lemma[i] in _WRECKS for i in range(first, last)) else "evacuated"), cue


_WRECKS = frozenset({"shoot", "down", "crash", "sink", "capsize", "torpedo", "hit", "strike"})


def _boards(parse: Parse, w: int, v: int) -> bool:
    """Say whether people board buses or trains: "300 fighters boarded the final buses"."""
    ridden = parse.child(v, "dobj")
    return parse.lemma[v] == "board" and parse.dep[w] == "nsubj" and ridden is not None and parse.lemma[ridden] in _VEHICLES


_VEHICLES = frozenset(
    {"air", "plane", "helicopter", "bus", "coach", "minibus", "ship", "train", "truck", "vehicle", "boat", "ferry", "lorry", "convoy"}
)


def _with_kin(parse: Parse, count: Count, v: int) -> bool:
    """Say whether fighters leave a place with their families: "9,000 gunmen and members of their families have left the suburb"."""
    noun = parse.lower[count.noun] if count.noun is not None else ""
    kin = not _KIN.isdisjoint(parse.lower[count.noun or count.last : count.last + 8])
    return noun in lists().fighters and kin and parse.lemma[v] in _LEAVES and parse.dep[count.head] == "nsubj" and v > count.last


_KIN = frozenset({"families", "relatives", "family", "kin", "dependants", "dependents"})
_LOADS = frozenset({"batch", "busload", "convoy", "wave"})
_ARRIVES = frozenset({"arrive", "reach", "cross", "enter", "set"})


def _out_of(parse: Parse, i: int) -> bool:
    """Say whether "out" stands at word i, or "out of" behind a row of nouns: "took 83 people, women and old men, out of"."""
    out = next((j for j in range(i, min(i + _NEAR, len(parse) - 1)) if parse.lower[j : j + 2] == ["out", "of"]), None)
    if out is not None and parse.pos[out + 2 : out + 3] == ["NUM"]:
        return False  # "took 400 out of 900"
    if parse.lower[i : i + 1] == ["out"]:
        return True
    return out is not None and all(parse.pos[j] in ("NOUN", "ADJ", "CCONJ", "PUNCT", "DET") for j in range(i, out))


def _goes_on_leaving(parse: Parse, first: int) -> bool:
    """Say whether the words before a sentence have just told of an evacuation."""
    return not _JUST.isdisjoint(parse.lower[max(first - _FAR, 0) : first])


def _led_away(parse: Parse, w: int, v: int) -> Hit | None:
    """Return the hit of the verb that counted people are subject or object of: leave, come out, are moved, a convoy carries."""
    lemma = parse.lemma[v]
    if parse.dep[w] in ("nsubj", "dobj") and (lemma in _LEAVES or lemma in _RIDES):
        return "evacuated", v
    if parse.dep[w] == "nsubj" and lemma in ("arrive", "reach", "cross") and _is_under_way(parse, v):
        return "evacuated", v
    ride = _ride(parse, w, v)
    if ride is not None and not _to_ward(parse, ride):
        return "evacuated", ride
    if parse.dep[w] == "nsubj" and lemma in _OUT and parse.lower[v + 1 : v + 2] in (["out"], ["away"]):
        return "evacuated", v
    if parse.dep[w] == "dobj" and lemma in ("include", "cover", "involve", "comprise"):
        whole = next((i for i in range(v - 1, max(v - 8, -1), -1) if parse.lemma[i] in _TRIPS), None)
        return ("evacuated", whole) if whole is not None else None
    return None


def _is_under_way(parse: Parse, v: int) -> bool:
    """Say whether buses, a convoy or an evacuation are told of shortly before a word of arriving."""
    return not (_JUST | {"convoy"}).isdisjoint(parse.lower[max(0, v - _FAR) : v])


def _from_to(parse: Parse, ride: int) -> bool:
    """Say whether people are carried from one place to another: "were removed from the basin to the desert"."""
    behind = parse.lower[ride + 1 : ride + 1 + _NEAR]
    return behind[:1] == ["from"] and "to" in behind and not _to_ward(parse, ride)


def _ride(parse: Parse, w: int, v: int) -> int | None:
    """Return the passive verb of carrying that counted people are subject of: "were moved", "are to be taken"."""
    due = parse.child(v, "xcomp") if parse.lemma[v] in ("be", "have") and parse.dep[w] == "nsubj" else None
    due = v if parse.dep[w] == "nsubjpass" else due
    return due if due is not None and parse.lemma[due] in _RIDES and parse.tag[due] == "VBN" else None


def _moved_in(parse: Parse, w: int, v: int) -> Hit | None:
    """Return the hit of people who are moved to shelters or taken out, whatever else their sentence speaks of."""
    ride = _ride(parse, w, v)
    near = parse.lower[ride + 1 : ride + 6] if ride is not None else []
    if ride is None or not (
        near[:1] in (["out"], ["away"]) or _from_to(parse, ride) or (near[:1] == ["to"] and not lists().shelters.isdisjoint(near))
    ):
        return None
    return "evacuated", ride


def _to_ward(parse: Parse, v: int) -> bool:
    """Say whether people are taken to a hospital, a court or a prison."""
    return not {"hospital", "hospitals", "clinic", "clinics", "prison", "jail", "court", "custody"}.isdisjoint(parse.lower[v + 1 : v + 8])


def _left_behind_it(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a verb of leaving right behind a count, or behind its parts: "158 people including 41 gunmen left"."""
    i = resume(parse, count.last + 1)
    if parse.lower[i : i + 1] == ["including"] or parse.lower[i : i + 2] == ["among", "them"]:
        i = next((j for j in range(i + 1, min(len(parse), i + 7)) if parse.tag[j] in _PAST), i)
    told = i < len(parse) and parse.lemma[i] in _LEAVES and parse.tag[i] in _PAST
    return ("evacuated", i) if told and parse.lower[count.first - 1 : count.first] != ["including"] else None
