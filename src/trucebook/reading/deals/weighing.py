"""Weighing: whether a hostile act in a sentence that is tied to an agreement counts as a breach of it.

Invariant: an act told as before the truce, ordered, feared, pointed back to or aimed at those outside it never counts.
"""

from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.accusations import version_of
from trucebook.reading.deals.breaches import HARMING, Hostile, HostileWords
from trucebook.reading.deals.breachspans import before_truce
from trucebook.reading.deals.convoys import hits_convoy
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.perpetrators import accused_of, is_armed, is_named_party, is_outside, party_to, perpetrator_of
from trucebook.reading.deals.setapart import (
    is_asked,
    is_backdrop,
    is_before_it,
    is_elsewhere,
    is_general,
    is_only_near,
    led_to_truce,
    on_unbound,
)
from trucebook.reading.deals.straining import answers, is_launched, on_outsiders, opposes
from trucebook.reading.deals.totals import is_total
from trucebook.reading.grammar.assertion import is_empty
from trucebook.reading.grammar.background import is_background
from trucebook.reading.grammar.parse import Parse

_SAYING = deal_words("saying")
_SHUT_OUT = deal_words("shut_out")
_TELLING = deal_words("telling")
_SUFFERING = deal_words("suffering")
_BREAKING = deal_words("breaking")
_HOLDING = {"capture", "hold", "occupy", "overrun", "seize", "take"}
_DOING = {"carry", "conduct", "fire", "launch", "mount", "stage"}
_DONE = {"attack", "raid", "strike", "assault", "bombing", "airstrike", "ambush", "campaign", "invasion", "offensive", "operation"}
_POINTING_ON = deal_words("pointing_on")
_ORDERING = deal_words("ordering")
_IN_PLACE = {"siege", "movement", "explosion", "arrest"}  # acts that break a truce only where the sentence says so
_CUTTING = {"block", "blockade", "close", "cut", "seal", "shut"}
_BLAMING = deal_words("accusing") | {"blame"}
_WARS = deal_words("wars") | {"fighting", "uprising"}
_TROUBLES = {"battle", "campaign", "clash", "escalation", "offensive", "trouble", "unrest", "violence"}
_BEGINNING = {"begin", "break", "erupt", "start", "flare"}
_SPELLS = deal_words("time_nouns") | deal_words("wars") | {"battle", "bombardment", "clash", "fighting", "offensive", "siege"}
_AT_A_DISTANCE = ("shelling", "airstrike", "gunfire")  # acts that break a truce though nobody is named for them
_FIRE = {"airstrike", "attack", "clash", "explosion", "gunfire", "shelling"}
_PAST = {"ago", "earlier", "past", "previously", "since"}


def counts(parse: Parse, words: HostileWords, hostile: Hostile, claim: Claim, strength: str) -> bool:
    """Say whether an act breaks an agreement that its sentence is tied to; `strength` says how."""
    verb = hostile.verb if hostile.verb is not None else _telling_verb(parse, hostile.word)
    if parse.dep[hostile.word] == "acl" and parse.tag[hostile.word] == "VBN" and not is_launched(parse, hostile.word):
        return False
    if strength != "tied" and is_elsewhere(parse, hostile.word):
        return False
    if is_no_act(parse, hostile):
        return False
    if (
        _ordered(parse, verb)
        or _shut_out(parse, hostile.word)
        or (
            before_truce(parse, verb)
            and not _had_since(parse, verb)
            and not (strength in ("tied", "after", "dated", "charged", "story") and _reported(parse, verb))
        )
    ):
        return False
    if parse.dep[hostile.word] == "relcl" and parse.lemma[hostile.word] in _HOLDING and parse.lower[hostile.word - 1] != "who":
        return False  # "from the towns that it occupied"
    if _if(parse, hostile.word):
        return False
    if strength == "charged":
        return not _is_habit(parse, verb)
    if strength == "way":
        return hits_convoy(parse, hostile, claim)
    if strength == "called" and parse.first_conjunct(hostile.word) == hostile.word and hostile.last == hostile.word:
        return False
    if _is_habit(parse, verb) or (strength in ("amid", "dated") and _prelude(parse, hostile.word)):
        return False
    if strength == "against":
        return hostile.nominal and any(opposes(parse, words, a) for a in parse.ancestors(hostile.word))
    if hostile.nominal and hostile.verb is None and strength not in ("tied", "summed") and not _stands_out(parse, hostile):
        return False
    if hostile.act == "explosion" and _blamed(parse, words, hostile.word):
        return False
    if strength == "summed":
        return perpetrator_of(parse, hostile) is not None or hostile.last > hostile.word
    perpetrator = perpetrator_of(parse, hostile)
    if strength != "tied" and parse.lemma[hostile.word] in HARMING and not _harms(parse, words, hostile, perpetrator, strength):
        return False
    undone = strength == "story" and hostile.verb is None and not hostile.nominal and perpetrator is not None
    on_its_own = undone or _wrecked(parse, hostile) or _seized(parse, words, hostile, perpetrator, strength)
    if strength != "tied" and hostile.act in _IN_PLACE and not on_its_own:
        return False
    if strength != "tied" and parse.quoted[hostile.word]:
        sided = perpetrator is not None and (is_named_party(parse, perpetrator, claim) or is_armed(parse, words, perpetrator))
        return strength == "after" and not hostile.nominal and sided
    if (strength != "tied" or perpetrator is None) and on_outsiders(parse, words, hostile):
        return False
    if strength == "tied":
        charged = any(parse.lemma[a] in words.terms["breach_verbs"] for a in islice(parse.ancestors(hostile.word), 3))
        return charged or perpetrator is None or not is_outside(parse, words, perpetrator, claim)
    if strength == "dated":
        heavy = hostile.act in ("shelling", "airstrike", "clash")
        return verb is not None and (heavy if perpetrator is None else party_to(parse, words, perpetrator, claim))
    if strength == "before":
        ended = hostile.nominal and parse.lower[hostile.first] == "the"  # "The fighting broke out on Sunday", which the truce ended
        told = _is_news(parse, verb) and parse.tag[verb or 0] not in ("VBZ", "VBP") and not ended
        return told and (perpetrator is None or party_to(parse, words, perpetrator, claim))
    if strength == "far":
        named = perpetrator is not None and is_named_party(parse, perpetrator, claim)
        return named and not hostile.nominal and parse.tag[verb or 0] == "VBD" and _is_news(parse, verb)
    if strength == "amid":
        sided = hostile.act == "clash" and hostile.verb is not None
        sided = sided or (perpetrator is None and hostile.act in _AT_A_DISTANCE and _befalls(parse, verb))
        told = not hostile.nominal or (hostile.act in _AT_A_DISTANCE and _befalls(parse, hostile.verb))
        return sided or (perpetrator is not None and told and party_to(parse, words, perpetrator, claim))
    return perpetrator is None or party_to(parse, words, perpetrator, claim)


def is_no_act(parse: Parse, hostile: Hostile) -> bool:
    """Say whether no words could make a breach of an act: fire not opened, a total, an answer, the outbreak of a war, a charge of each on
    the other, what only points back, what falls on those outside the truce."""
    known: dict[Hostile, bool] = parse.kept_for(_NO_ACTS, "no acts")
    if hostile not in known:
        known[hostile] = _mutual(parse, hostile.word) or any(no(parse, hostile) for no in _NO_ACTS)
    return known[hostile]


def is_only_spoken_of(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is only ordered, feared, shut out or supposed, or told of another place."""
    verb = hostile.verb if hostile.verb is not None else _telling_verb(parse, hostile.word)
    return is_elsewhere(parse, hostile.word) or _ordered(parse, verb) or _shut_out(parse, hostile.word) or _if(parse, hostile.word)


def _harms(parse: Parse, words: HostileWords, hostile: Hostile, perpetrator: int | None, strength: str) -> bool:
    """Say whether killing or burning beside a tie is a deed of its own by people in arms."""
    if hostile.nominal or parse.tag[hostile.word] == "VBG":
        return False
    if parse.dep[hostile.word] == "conj" and parse.child(hostile.word, "nsubj") is None:
        return False
    if strength not in ("after", "dated", "amid", "story") or perpetrator is None:
        return False
    return parse.lower[perpetrator] == "they" or is_armed(parse, words, perpetrator)


def _wrecked(parse: Parse, hostile: Hostile) -> bool:
    """Say whether something is blown up by purpose: "a bridge was blown up"."""
    return hostile.act == "explosion" and parse.child(hostile.word, "dobj", "nsubjpass") is not None


def _seized(parse: Parse, words: HostileWords, hostile: Hostile, perpetrator: int | None, strength: str) -> bool:
    """Say whether people in arms seized somebody, or cut a way, in the story of a truce: "gunmen abducted two drivers on Monday"."""
    lasting = {"has", "have"} & {parse.lower[c] for c in parse.children_of(hostile.word, "aux")}
    cut = hostile.act == "siege" and parse.lemma[hostile.word] in _CUTTING and not lasting
    told = (hostile.act == "arrest" or cut) and not hostile.nominal and perpetrator is not None and strength in ("story", "after", "dated")
    return told and perpetrator is not None and is_armed(parse, words, perpetrator)


def _is_news(parse: Parse, verb: int | None) -> bool:
    """Say whether an act before the truce is named is of its days: no past perfect, no earlier year or month of its own."""
    return verb is not None and parse.tag[verb] != "VB" and not is_background(parse, verb, None) and not _dated_back(parse, verb)


def _if(parse: Parse, word: int) -> bool:
    """Say whether an act stands in a condition: "would not sit idle if the attacks went on"."""
    above = [word, *islice(parse.ancestors(word), 3)]
    return any(parse.dep[a] == "advcl" and any(parse.lower[c] in ("if", "unless") for c in parse.children_of(a, "mark")) for a in above)


def _prelude(parse: Parse, word: int) -> bool:
    """Say whether an act belongs to what came before a truce: "took hold after weeks of fighting in which shells hit homes"."""
    for a in islice(parse.ancestors(word), 6):
        if parse.lower[a] in ("after", "following") and parse.dep[a] == "prep":
            return any(parse.lemma[k] in _SPELLS for k in parse.children[a])
    return False


def _befalls(parse: Parse, verb: int | None) -> bool:
    """Say whether something came about in the simple past: "a shell fell on the market", "were killed by sniper fire"."""
    if not _is_news(parse, verb) or verb is None:
        return False
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    return parse.tag[verb] == "VBD" or bool(helping & {"was", "were"})


def has_earlier_year(parse: Parse, word: int, floor: int) -> bool:
    """Say whether an act is told with a year of its own, or one that opens its sentence, before a year."""
    first = parse.sentences[parse.sentence_of[word]][0]
    years = [j for j in (*range(first, min(first + 6, word)), *parse.subtree(word)[:30]) if parse.words[j].isdigit()]
    return any(len(parse.words[j]) == 4 and 1500 < int(parse.words[j]) < floor for j in years)


def _dated_back(parse: Parse, verb: int) -> bool:
    first, last = parse.sentences[parse.sentence_of[verb]]
    return any(parse.lower[j] in _PAST for j in range(first, last - 1))


def _ordered(parse: Parse, verb: int | None) -> bool:
    """Say whether an act is only what somebody is told to do, or what is not to be done."""
    if verb is None:
        return False
    if parse.dep[verb] == "conj" and parse.tag[verb] == "VBN" and parse.child(verb, "nsubj", "aux", "auxpass") is None:
        return _ordered(parse, parse.head[verb])  # "were to be quartered and disarmed"
    if parse.dep[verb] == "xcomp" and parse.lemma[parse.head[verb]] == "be" and parse.is_infinitive(verb):
        return True  # "looters are to be shot"
    to = parse.child(verb, "xcomp") if parse.lemma[verb] == "be" else None
    if to is not None and any(parse.lower[c] == "to" for c in parse.children[to]):
        return True  # "all fighting is to stop"
    if any(parse.lower[k] == "no" for c in parse.children_of(verb, "dobj", "nsubjpass", "nsubj") for k in parse.children[c]):
        return True
    wished = (
        parse.dep[verb] in ("ccomp", "oprd", "acl")
        and parse.tag[verb] in ("VBD", "VBN")
        and parse.child(verb, "aux", "auxpass", "agent", "mark") is None
    )
    if wished and parse.lemma[parse.head[verb]] in ("demand", "need", "want"):
        return True  # "wanted the deliveries stopped first"
    return parse.dep[verb] == "xcomp" and parse.lemma[parse.head[verb]] in _ORDERING


def _is_habit(parse: Parse, verb: int | None) -> bool:
    """Say whether an act tells how a whole war is fought: "have often been hit in the war", "has been bombing since last autumn"."""
    if verb is None or not {"has", "have"} & {parse.lower[c] for c in parse.children[verb] if parse.dep[c] == "aux"}:
        return False
    first, last = parse.sentences[parse.sentence_of[verb]]
    said = set(parse.lower[first:last])
    if any(parse.lower[j] == "for" and _YEARS & set(parse.lower[j + 1 : j + 6]) for j in range(verb, last)):
        return True  # "have been cut off for more than a year"
    often = bool(said & _OFTEN) and bool({"war", "conflict"} & said)
    return often or ("since" in said and bool({"last", "years"} & said) and parse.tag[verb] == "VBG")


_YEARS = {"year", "years", "decade", "decades"}
_OFTEN = {"commonly", "frequently", "often", "regularly", "repeatedly", "routinely"}


def _mutual(parse: Parse, word: int) -> bool:
    """Say whether sides lay an act on each other, which tells nothing of it: "each accused the other of firing first"."""
    if parse.lemma[word] not in ("fire", "firing", "open", "shoot", "start"):
        return False
    above = list(islice(parse.ancestors(word), 4))
    blamed = next((a for a in above if parse.lemma[a] in _BLAMING), None)
    hit = parse.child(blamed, "dobj") if blamed is not None and any(parse.lower[a] in ("of", "for") for a in above) else None
    return hit is not None and parse.lower[hit] == "other" and parse.lower[hit - 1] in ("the", "each")


def _onset(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is the outbreak of the war that a span is counted from: "since fighting broke out in April"."""
    verb = hostile.verb if hostile.verb is not None else parse.head[hostile.word] if hostile.nominal else hostile.word
    over = parse.head[verb]
    begun = parse.child(over, "nsubj") if parse.dep[verb] == "advcl" and parse.lemma[over] in _BEGINNING else None
    if begun is not None and parse.tag[begun] == "WDT" and parse.dep[over] == "relcl":
        begun = parse.head[over]  # "the fighting, which started when a patrol was hit"
    the = begun is not None and any(parse.lower[c] == "the" for c in parse.children[begun])
    if begun is not None and (parse.lemma[begun] in _WARS | {"it"} or (the and parse.lemma[begun] in _TROUBLES)):
        return True  # "the war began when rebels attacked a garrison"
    return any(parse.lower[c] == "since" and parse.dep[c] == "mark" and parse.tag[c + 1] != "CD" for c in parse.children[verb])


def _only_named(parse: Parse, hostile: Hostile) -> bool:
    """Say whether a noun only points back to an act ("condemned the attack", "the attacks were …") and tells nothing of it."""
    if not hostile.nominal:
        return _of_told(parse, hostile.word)
    told = hostile.verb is not None and parse.child(hostile.verb, "expl") is None  # "There were clashes in the port" tells them
    pointed = told and parse.lemma[hostile.verb or 0] in _POINTING_ON and not _took_lives(parse, hostile)
    if any(parse.lower[j : j + 3] == ["leading", "up", "to"] for j in range(max(0, hostile.first - 4), hostile.first)):
        return True  # "the weeks leading up to the raids"
    subject = parse.child(parse.head[hostile.word], "nsubj") if parse.dep[hostile.word] == "attr" else None
    if subject is not None and parse.lower[subject] in ("it", "this", "that"):
        return True  # "It was the deadliest strike since …"
    bare = (hostile.last == hostile.word or pointed) and hostile.word - hostile.first <= 1
    brought = hostile.verb is not None and any(parse.lemma[a] in _BREAKING for a in islice(parse.ancestors(hostile.verb), 1))
    if brought and parse.dep[hostile.verb or 0] == "advcl":
        return False  # "was broken when the clashes resumed"
    pointing = hostile.first == hostile.word or parse.lower[hostile.first] in ("that", "the", "this", "these", "those", "such")
    return bare and pointing


def _undone(parse: Parse, hostile: Hostile) -> bool:
    """Say whether fire is told as not opened: "not one shell came over", "without a shot", "had not fired a bullet"."""
    if hostile.act not in _FIRE:
        return False  # "not one militia has been dissolved" tells what is owed still
    if hostile.nominal:
        return is_empty(parse, hostile.word) or parse.lower[parse.head[hostile.word]] == "without"
    if parse.child(hostile.word, "neg") is not None:
        return True
    return any(is_empty(parse, c) for c in parse.children_of(hostile.word, "nsubj", "nsubjpass", "dobj"))


# what makes an act none that words could make a breach of
_NO_ACTS = (
    _undone,
    is_total,
    answers,
    _onset,
    _only_named,
    on_unbound,
    is_general,
    is_asked,
    is_backdrop,
    is_before_it,
    is_only_near,
    led_to_truce,
)


def _took_lives(parse: Parse, hostile: Hostile) -> bool:
    """Say whether a bare noun is told with its toll: "Clashes overnight killed 11 people"."""
    toll = parse.child(hostile.verb, "dobj") if hostile.verb is not None and hostile.first == hostile.word else None
    counted = toll is not None and (parse.tag[toll] == "CD" or any(parse.tag[c] == "CD" for c in parse.children[toll]))
    harmed = parse.tag[hostile.verb or 0] == "VBD" and parse.lemma[hostile.verb or 0] in ("kill", "wound", "injure")
    return counted and harmed and parse.tag[hostile.word] == "NNS"


def _of_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb only tells who did what was told already: "carrying out the strike", "fired them"."""
    obj = parse.child(verb, "dobj")
    if obj is None or parse.lemma[verb] not in _DOING:
        return False
    bare = parse.right_edge(obj) == obj and any(parse.lower[c] in ("the", "that", "this") for c in parse.children[obj])
    return parse.lower[obj] in ("it", "them") or (bare and parse.lemma[obj] in _DONE and obj - parse.left_edge(obj) == 1)


def _blamed(parse: Parse, words: HostileWords, word: int) -> bool:
    """Say whether the sentence names who broke the truce, so that a bomb of an unknown hand beside it is another matter."""
    first, last = parse.sentences[parse.sentence_of[word]]
    return any(
        parse.lemma[j] in words.terms["breach_verbs"] and any(parse.dep[c] == "agent" for c in parse.children[j])
        for j in range(first, last)
    )


def _reported(parse: Parse, verb: int | None) -> bool:
    """Say whether a past perfect only reports ("he said that troops had fired") and the truce is broken by it."""
    if verb is None:
        return False
    if not any(parse.lower[c] == "had" for c in parse.children[verb]) or parse.child(verb, "neg") is not None:
        return False  # "said the fighting will go on", "said his men had not fired first"
    told = any(parse.lemma[a] in _SAYING for n, a in enumerate(parse.ancestors(verb)) if n < 3)
    return told or version_of(parse, verb) is not None


def _had_since(parse: Parse, verb: int | None) -> bool:
    """Say whether a past perfect tells of the time since a truce: "had bombed them three times since the truce took hold"."""
    if verb is None or parse.child(verb, "neg") is not None:
        return False
    return any(parse.lower[c] == "since" for v in parse.children_of(verb, "advcl") for c in parse.children_of(v, "mark"))


def _stands_out(parse: Parse, hostile: Hostile) -> bool:
    if hostile.last == hostile.word:
        return False
    top = parse.first_conjunct(hostile.word)
    if parse.dep[top] == "pobj" and accused_of(parse, hostile.word) is not None:
        return True
    if parse.dep[top] == "pobj":
        told = _telling_verb(parse, top)
        opens = parse.words[parse.head[top]] == "In"
        return opens or (told is not None and parse.lemma[told] in _SUFFERING)
    if parse.dep[top] == "dobj":
        return parse.lemma[parse.head[top]] in _TELLING
    return parse.dep[top] in ("ROOT", "nsubj", "nsubjpass")


_TELLING_WHY = {"after", "although", "as", "because", "since", "though", "when"}


def _shut_out(parse: Parse, word: int) -> bool:
    below = word
    for n, a in enumerate(parse.ancestors(word)):
        if parse.dep[below] == "advcl" and any(parse.lower[c] in _TELLING_WHY for c in parse.children_of(below, "mark", "advmod")):
            return False  # "the exchange stopped when gunmen fired at the trucks"
        if parse.lower[below] in ("by", "with") and parse.lemma[a] in ("end", "finish") and parse.child(a, "neg") is None:
            return False  # "The lull ended with an assault on the dam"
        resumed = parse.dep[below] == "nsubj" and parse.lemma[a] == "resume"  # "the clashes resumed"
        if n < 4 and parse.dep[below] != "conj" and parse.lemma[a] in _SHUT_OUT and not resumed:
            return True
        below = a
    return False


def _telling_verb(parse: Parse, word: int) -> int | None:
    return next((a for a in parse.ancestors(word) if parse.pos[a] in ("VERB", "AUX")), None)
