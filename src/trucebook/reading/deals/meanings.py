"""Meanings: which action an act stands for, by what it is about, by who does it and to whom.

Invariant: words of one frame mean one action, save where their theme, doer or recipient says otherwise.
"""

from collections.abc import Mapping

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.leavings import are_people, leaves_deal, leaves_so, leaves_to, leaves_to_others
from trucebook.reading.deals.movers import are_from_abroad, are_own_forces, is_barred
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.particles import has_words
from trucebook.reading.deals.recasting import recast
from trucebook.reading.deals.sickbeds import FOR_CARE, takes_out_sick
from trucebook.reading.deals.themes import beside_object, modifiers
from trucebook.reading.grammar.parse import Parse

_CIVIL = deal_words("civil_bodies")
_OF_RELIEF = {"medical", "relief", "aid", "humanitarian", "rescue", "ambulance", "vaccination"}
_EMPTIED = {"demilitarised", "demilitarized", "neutral"}
_GIVEN_WORDS = {"commitment", "obligation", "pledge", "promise", "undertaking"}
_CLEARING = {"clear", "dismantle", "lift", "remove", "removal", "clearance"}
_CARGOES = {"flour", "food", "fuel", "grain", "medicine"}
_COMING_BACK = {"go", "return", "withdraw"}
_CURRENT = {"electricity", "gas", "power", "water"}
_REBELS = {"fighter", "gunman", "guerrilla", "insurgent", "militant", "rebel"}
_JAILS = {"custody", "detention", "jail", "prison"}
_MINES = {"landmine", "mine", "minefield"}
_ORDER = {"order", "policing", "security"}
_PASSING = {"cross", "move", "pass", "travel"}
_THROUGH = {"across", "along", "freely", "through", "unhindered", "safely"}


def meant_with(parse: Parse, terms: Mapping[str, frozenset[str]], i: int, theme: int, action: str) -> str | None:
    """Return the action that is meant with a theme, or None: passage for relief moves nobody."""
    if (other := recast(parse, i, theme, action)) != action:
        return other
    if action in ("depart", "withdraw", "autonomy") and parse.lemma[i] == "leave" and leaves_to_others(parse, i, terms["grounds"]):
        return "autonomy"  # "leave the town to the local police"
    if parse.lower[i] == "left" and parse.child(i, "auxpass") is not None and action != "deploy":
        return None  # "they would be left alone with the army"
    if action == "depart" and parse.lemma[i] == "take" and _beside(parse, i) & _AS_CAPTIVES:
        return None  # "took seven soldiers captive"
    if action in ("depart", "withdraw") and parse.lemma[i] in ("leave", "leaving") and leaves_so(parse, i):
        return None  # "leave the dam undamaged"
    if action == "depart" and parse.lemma[i] in _GOING and are_from_abroad(parse, i, theme):
        return "withdraw"  # "foreign fighters will leave the country"
    if action == "disarm" and parse.lemma[i] in ("reduce", "reduction") and are_own_forces(parse, theme):
        return "withdraw"  # "will reduce its forces to 8,600"
    if action == "other" and parse.lemma[theme] in _BANS and _told_of(parse, theme) & (terms["travellers"] | terms["aid"]):
        return "lift_siege"  # "lift the ban on fuel"
    if action == "release" and parse.lemma[i] == "free" and parse.child(i, "xcomp") is not None:
        return None  # "would only free soldiers to fight elsewhere"
    if action == "monitor" and parse.lemma[theme] == "team" and {"national", "negotiating", "negotiation"} & modifiers(parse, theme):
        return "talk"
    if action == "depart" and parse.lemma[theme] in ("departure", "exit") and _of_troops(parse, terms, theme):
        return "withdraw"
    if action == "withdraw" and parse.lemma[i] in _GOING and are_people(parse, terms, i, theme):
        return "depart"  # "families may leave the front"
    if action == "cease_fire" and parse.lemma[i] == "accept" and (parse.tag[i] != "VB" or "no" in _beside(parse, theme)):
        return None  # "accepted a truce" tells a side
    if (
        action == "cease_fire"
        and parse.lemma[i] in _PROLONGING
        and (parse.tag[i] in ("VBD", "VBP", "VBZ") or parse.child(i, "neg") is not None)
    ):
        return None  # "the accord renews a truce of May", "would not extend the truce"
    if action == "autonomy" and parse.lemma[i] in ("keep", "leave") and "open" in parse.lower[i + 1 : parse.right_edge(i) + 1]:
        return "lift_siege"
    if parse.lemma[theme] in _SAFE and action == "other":
        return _kept_safe(parse, terms, theme)
    if action == "lift_siege" and parse.lower[theme] == "freedom" and not _MOVING & _told_of(parse, theme):
        return "other"  # "freedom of speech"
    if action == "lift_siege" and parse.lemma[i] == "let" and has_words(parse, i, "go"):
        return None  # "let 30 fishermen go"
    if action == "depart" and "passage" in (parse.lemma[theme], parse.lemma[i]) and _for_travel(parse, terms, i, theme):
        return "lift_siege"
    if action == "aid" and parse.lemma[theme] == "access" and _WORKED & {*_told_of(parse, theme), *_told_of(parse, i)}:
        return "lift_siege"  # "give herders access to the wells"
    if action == "integrate" and parse.lemma[i] == "recruit" and is_barred(parse, i):
        return "other"  # "no side may recruit fighters"
    if action == "lift_siege" and (_OF_RELIEF | _CARGOES) & modifiers(parse, theme):
        return "aid"  # "let relief flights land"
    if action == "deploy" and parse.lemma[i] in _STAYING and _as_they_are(parse, i):
        return "other"  # "stay where they are", "remain on their positions"
    if action == "depart" and "passage" in (parse.lemma[theme], parse.lemma[i]) and _for_aid(parse, terms, i, theme):
        return None
    if action == "depart" and parse.lemma[i] in _PASSING and _passes(parse, i):
        return "lift_siege"
    if action == "cease_fire" and _is_pledged_at_large(parse, terms, theme):
        return "other"  # "honour the commitments they made"
    if action == "other" and parse.lemma[theme] in ("list", "name") and _of_captives(parse, terms, theme):
        return "release"
    if parse.lower[theme] == "line" and parse.lower[theme - 1] == "in" and parse.lower[theme + 1 : theme + 2] == ["with"]:
        return None  # "gave back its captives, in line with the accord"
    if action == "withdraw" and (leaves_deal(parse, i) or leaves_to(parse, i)):
        return "other"
    if action == "depart" and parse.lemma[i] in ("leave", "quit") and leaves_deal(parse, i):
        return None
    if action == "cease_fire" and parse.lemma[i] == "give" and parse.lemma[theme] in terms["weapons"]:
        return "disarm"  # "give up its rockets"
    if action == "lift_siege" and parse.lemma[i] in _CLEARING and _of_men(parse, terms, i, theme):
        return "withdraw"  # "clear the streets of gunmen"
    if action == "deploy" and _on_call(parse, i):
        return None
    if action == "deploy" and parse.lemma[i] in ("stay", "keep", "remain") and {"out", "outside"} & _beside(parse, i):
        return "autonomy"  # "the army is to stay out of the town", "stay outside"
    if action == "deploy" and parse.lemma[i] in _COMING_BACK and parse.lemma[theme] in _REBELS:
        return "withdraw"  # "the return of the rebels to the hills"
    if action == "aid" and parse.lemma[theme] == "supply" and _CURRENT & modifiers(parse, theme):
        return "restore_services"  # "resume the water supply"
    if action == "deploy" and _comes_back_to(parse, i) & _QUARTERS:
        return "withdraw"  # "the return of the troops to their barracks"
    if action == "deploy" and _gives_men(parse, i, theme):
        return "release"  # "hand over nine soldiers"
    if action in ("deploy", "lift_siege") and _is_strip(parse, theme):
        return "other"  # "a security corridor is to be set up"
    if action == "deploy" and _holds_line(parse, i):
        return "withdraw"
    if action == "aid" and parse.lemma[theme] == "access" and _to_watchers(parse, i, theme):
        return "monitor"
    if action == "talk" and parse.lemma[i] == "open" and parse.child(i, "dobj") not in (None, theme):
        return None  # "open the way for talks"
    if action == "deploy" and parse.lemma[i] in ("allow", "let") and theme < i:
        return None  # "urged the army to let aid into the town"
    if action == "withdraw" and parse.lemma[i] in _GATHERING and _to_disarm(parse, i):
        return "disarm"  # "gather their men in camps for disarmament"
    if action in ("withdraw", "disarm") and parse.lemma[theme] in _MINES and parse.lemma[i] in _CLEARING:
        return "other"  # "remove mines"
    if action == "depart" and any(parse.lower[j] in _JAILS for j in range(i + 1, min(parse.right_edge(i), i + 12) + 1)):
        return "release"  # "let a captain out of jail"
    if action == "autonomy" and parse.lemma[i] in ("hold", "keep") and parse.dep[i] == "acl" and parse.tag[i] == "VBN":
        return None  # "hostages held in the camp"
    if action == "autonomy" and parse.lemma[i] in ("hold", "keep", "retain") and _is_aside(parse, i, theme):
        return None  # "the hostages held in the area", "called on the region to hold the killers to account"
    if action in ("autonomy", "other") and parse.lemma[i] == "hold" and "account" in parse.lower[i + 1 : i + 6]:
        return "other"  # "hold the killers to account"
    if action == "deploy" and parse.lemma[i] in _BUILDING and _is_aside(parse, i, theme):
        return None  # "set up working groups on the positions"
    if action == "monitor" and parse.lemma[i] == "observe" and beside_object(parse, i, theme):
        return None  # "The mission observed, in the zone, two howitzers"
    if action == "monitor" and parse.dep[theme] == "pobj" and parse.lower[parse.head[theme]] == "to":
        return None  # "put a plan to the committee"
    if action == "monitor" and _CIVIL & modifiers(parse, theme):
        return "other"
    if action == "monitor" and _OF_RELIEF & modifiers(parse, theme):
        return "aid"  # "allow medical teams into the camp"
    if action == "deploy" and _EMPTIED & modifiers(parse, theme):
        return "autonomy"  # a demilitarised zone is closed to both
    return action


def _of_men(parse: Parse, terms: Mapping[str, frozenset[str]], i: int, theme: int) -> bool:
    """Say whether a place is cleared of forces: "clear the streets of gunmen"."""
    of = (k for w in (i, theme) for c in parse.children[w] if parse.lower[c] == "of" for k in parse.children[c])
    return any(parse.lemma[k] in terms["forces"] | terms["men"] for k in of)


def _of_troops(parse: Parse, terms: Mapping[str, frozenset[str]], noun: int) -> bool:
    """Say whether those who leave are troops: "the exit of the army"."""
    return bool(_told_of(parse, noun) & (terms["regulars"] - terms["fighters"] - terms["men"]))


_BANS = {"ban", "embargo", "prohibition"}


def _told_of(parse: Parse, word: int) -> set[str]:
    """Return the words before a word and those that its phrases name, in small letters."""
    after = (parse.lemma[w] for c in parse.children[word] for k in parse.children[c] for w in parse.conjuncts(k))
    return modifiers(parse, word) | set(after)


def _kept_safe(parse: Parse, terms: Mapping[str, frozenset[str]], safety: int) -> str:
    """Return whose safety is promised: that of convoys is aid, that of traffic opens a way."""
    of = _told_of(parse, safety)
    return "lift_siege" if of & (terms["travellers"] | terms["ways"]) else "aid" if of & terms["aid"] else "other"


def _for_travel(parse: Parse, terms: Mapping[str, frozenset[str]], i: int, theme: int) -> bool:
    """Say whether passage is for those who travel, or through a way: "free passage for merchant ships", "through the strait"."""
    return bool((_told_of(parse, i) | _told_of(parse, theme)) & (terms["travellers"] | terms["ways"]))


def _as_they_are(parse: Parse, verb: int) -> bool:
    """Say whether forces only stay where they are: "keep their troops where they stood", "remain at their posts"."""
    stands = any(parse.lower[j] == "where" for j in range(verb + 1, min(parse.right_edge(verb), verb + 8) + 1))
    at = (k for c in parse.children[verb] if parse.lower[c] in ("at", "in", "on") for k in parse.children[c])
    return stands or any(parse.lemma[k] in ("place", "position", "post") for k in at)


_GOING = {"abandon", "evacuate", "get", "leave", "move", "quit", "vacate"}
_MOVING = {"movement", "travel", "circulation", "navigation", "passage"}
_PROLONGING = deal_words("making_longer")
_SAFE = {"safety", "security"}
_STAYING = {"keep", "leave", "remain", "stay"}
_WORKED = {"farm", "field", "herder", "fisherman", "farmer", "land", "market", "pasture", "sea", "well"}


def _to_disarm(parse: Parse, verb: int) -> bool:
    """Say whether the words behind a verb tell that it is for disarming: "for disarmament"."""
    after = range(verb + 1, min(parse.right_edge(verb), verb + 12))
    return any(parse.lower[j] == "for" and parse.lower[j + 1].startswith(("disarm", "demobili")) for j in after)


_GATHERING = {"assemble", "canton", "confine", "encamp", "gather", "quarter"}


def _holds_line(parse: Parse, verb: int) -> bool:
    """Say whether forces must keep to where they are: "each army was to stay on its side", not "5,000 soldiers may stay"."""
    if parse.lemma[verb] not in ("keep", "remain", "stay") or any(parse.lower[c] in ("may", "can") for c in parse.children[verb]):
        return False
    return any(parse.lower[c] in _WITHIN for c in parse.children[verb])


def _on_call(parse: Parse, verb: int) -> bool:
    """Say whether forces only stay ready: "the army would stay on alert"."""
    on_call = any(parse.lower[c] == "on" and parse.lower[c + 1 : c + 2] in _ON_CALL for c in parse.children[verb])
    return on_call and parse.lemma[verb] != "be"


_ON_CALL = (["alert"], ["duty"], ["guard"], ["standby"])
_WITHIN = {"away", "behind", "inside", "off", "on", "within"}


def _is_aside(parse: Parse, verb: int, theme: int) -> bool:
    """Say whether a theme is not what a verb is done to, where something else is."""
    done_to = parse.child(verb, "dobj", "nsubjpass")
    return done_to is not None and theme not in parse.conjuncts(done_to) and parse.head[theme] != done_to


_AS_CAPTIVES = {"captive", "hostage", "prisoner"}
_BUILDING = {"build", "create", "erect", "establish", "install", "set"}
_QUARTERS = {"barracks", "barrack", "base", "camp", "garrison"}
_SET_APART = {"safety", "security"}
_MEN = {"officer", "policeman", "policewoman", "soldier"}


def _beside(parse: Parse, verb: int) -> set[str]:
    """Return the words that hang on a verb, in small letters."""
    return {parse.lower[c] for c in parse.children[verb]}


def _comes_back_to(parse: Parse, word: int) -> set[str]:
    """Return the words for where a return leads to."""
    if not parse.lemma[word].startswith(("return", "go", "move")):
        return set()
    ways = [
        c for k in (word, *parse.children[word], *(j for c in parse.children[word] for j in parse.children[c])) for c in parse.children[k]
    ]
    return {parse.lemma[k] for c in ways if parse.lower[c] == "to" for k in parse.children_of(c, "pobj")}


def _gives_men(parse: Parse, verb: int, theme: int) -> bool:
    """Say whether men are handed over, and no place to them: "hand over nine soldiers", "returned to the army its colonel"."""
    given = parse.lemma[verb] in ("hand", "return", "give") and parse.dep[theme] in ("dobj", "nsubjpass")
    return given and parse.lemma[theme] in _MEN and parse.child(verb, "dobj", "nsubjpass") is not None


def _is_strip(parse: Parse, theme: int) -> bool:
    """Say whether a theme is a strip of land kept apart: "a security corridor", "a buffer zone"."""
    before, strip = modifiers(parse, theme), parse.lemma[theme]
    return strip == "buffer" or (strip == "zone" and "buffer" in before) or (strip == "corridor" and bool(_SET_APART & before))


def _to_watchers(parse: Parse, verb: int, access: int) -> bool:
    """Say whether access is given to those who watch or inspect: "grant the monitors access"."""
    given = (*parse.children_of(verb, "dative"), *(k for c in parse.children_of(verb, "dative", "prep") for k in parse.children[c]))
    named = (k for w in given for k in parse.children_of(w, "compound", "amod"))
    return any(parse.lemma[w] in _WATCHERS for w in (*given, *named, *parse.children_of(access, "compound")))


_WATCHERS = {"inspector", "investigator", "monitor", "monitoring", "observer", "verification", "verifier"}


def _of_captives(parse: Parse, terms: Mapping[str, frozenset[str]], word: int) -> bool:
    """Say whether a list is one of captives: "lists of its prisoners"."""
    return any(parse.lemma[k] in terms["captives"] for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c])


def _passes(parse: Parse, verb: int) -> bool:
    """Say whether people may pass and leave nothing: "allow people to travel through the town"."""
    allowed = parse.lemma[parse.head[verb]] in ("allow", "let", "permit") or any(
        parse.lower[c] in ("may", "can") for c in parse.children_of(verb, "aux")
    )
    return allowed and any(parse.lower[c] in _THROUGH for c in parse.children[verb])


def _is_pledged_at_large(parse: Parse, terms: Mapping[str, frozenset[str]], word: int) -> bool:
    """Say whether a noun is of pledges at large, with no truce beside it: not "its commitments under the ceasefire"."""
    if parse.tag[word] != "NNS" or parse.lemma[word] not in _GIVEN_WORDS:
        return False
    return not any(parse.lemma[k] in terms["truces"] - _GIVEN_WORDS for k in parse.subtree(word)[:12] if k != word)


def only_lasts(parse: Parse, i: int) -> bool:
    """Say whether a verb tells how long something runs: "to have run from April 21"."""
    return parse.lemma[i] == "run" and parse.child(i, "dobj", "nsubjpass") is None


def meant_by(parse: Parse, terms: Mapping[str, frozenset[str]], i: int, theme: int, action: str) -> str:
    """Return the action that is meant by who does it or to whom: forces that take charge are deployed, taking out the wounded is aid."""
    if action == "autonomy" and (_polices(parse, terms, i, theme) or _takes_over(parse, terms, i)):
        return "deploy"
    if action == "depart" and ("medical" in modifiers(parse, i) or takes_out_sick(parse, i, theme)):
        return "aid"
    if action == "depart" and _is_craft(parse, theme, subject_of(parse, i)):
        return "lift_siege"  # "flights may leave the airport"
    if action == "depart" and parse.lower[theme] in FOR_CARE and "for" in _beside(parse, i) and parse.lower[theme - 2] != "with":
        return "aid"  # "let the sick leave for treatment"
    return action


def _is_craft(parse: Parse, theme: int, doer: int | None) -> bool:
    """Say whether what leaves are ships or aircraft: "more flights would leave the port"."""
    return any(w is not None and parse.lemma[w] in _CRAFT for w in (theme, doer))


_CRAFT = {"aeroplane", "airliner", "boat", "flight", "plane", "ship", "vessel"}


def _polices(parse: Parse, terms: Mapping[str, frozenset[str]], i: int, theme: int) -> bool:
    """Say whether forces take charge of security: "local police are to take charge of order"."""
    subject = subject_of(parse, i) if parse.lemma[theme] in ("charge", "control") else None
    forces = subject is not None and parse.lemma[subject] in terms["security"] | terms["forces"]
    return forces and any(parse.lemma[k] in _ORDER for c in parse.children[theme] for k in parse.children[c])


def _takes_over(parse: Parse, terms: Mapping[str, frozenset[str]], i: int) -> bool:
    """Say whether soldiers or police take a place over, or it is handed to them: "let the army take over the airports"."""
    if parse.lemma[i] == "take":
        doer = subject_of(parse, i)
        return doer is not None and parse.lemma[doer] in terms["security"]
    near = (*parse.children[i], *(k for o in parse.children_of(i, "dobj") for k in parse.children[o]))
    given = (k for c in near if parse.lower[c] == "to" for k in parse.children[c])
    return parse.lemma[i] in ("hand", "handing", "handover", "give", "cede") and any(parse.lemma[k] in terms["security"] for k in given)


def _for_aid(parse: Parse, terms: Mapping[str, frozenset[str]], i: int, theme: int) -> bool:
    """Say whether passage is granted to relief: "give humanitarian aid free passage", "safe passage for humanitarian workers"."""
    direct = [c for w in (i, theme) for c in parse.children[w] if parse.dep[c] != "conj"]
    near = [*direct, *(k for c in direct if parse.dep[c] == "prep" for k in parse.children[c])]
    return any(parse.lemma[k] in terms["aid"] or _OF_RELIEF & modifiers(parse, k) for k in near)
