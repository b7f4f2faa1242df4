"""Deal kinds: of which type an arrangement is, by its namings, by the words around it, and whether it is carried out.

Invariant: a type rests on words of the report; a bare deal that nothing tells more of is a settlement.
"""

import re

from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.bareness import is_told_bare
from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.standing import is_spurned
from trucebook.reading.deals.swaps import is_carrying_out
from trucebook.reading.deals.tellings import is_denied
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_CALM_ZONES = ("de-escalation", "deescalation", "safe", "buffer", "demilitarised", "demilitarized", "neutral")
_FREED = deal_words("freeing")
_STOPPING = {"cease", "end", "freeze", "halt", "pause", "stop", "suspend"}
_FIRE = deal_words("halted") - {"action", "activity", "flight", "operation"} | {"gunfire", "warfare"}
_MONTHS = deal_words("months")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
_YEAR_NEAR = 6  # words behind a title in which its year stands
_ACCORDS = {"accord", "accords", "agreement", "agreements", "pact", "peace", "protocol", "treaty"}
_DAY = 24  # hours below which a truce is a pause
_FEW_DAYS = (96, 120)  # hours of the truces that are declared for relief
_ENDING = {"bring", "close", "conclude", "end", "finish", "put"}
_WARS = {"conflict", "hostility", "war"}
_LAYING_DOWN = {"bind", "commit", "oblige", "require"}
_AMID_FIRE = deal_words("fire_near_deals")
_CIVIL = deal_words("civil_matters")
_OTHER_TERMS = deal_words("terms_near_deals")
_FAR = 9  # words between a deal and the relative that tells what it stopped
_EVACUATED = {"evacuate", "evacuation", "evacuee", "bussed"}
_CARRIED_OFF = {"board", "carry", "depart", "ferry", "leave", "roll", "take", "transport"}


def kind_of(arrangement: Arrangement, cues: list[Cue]) -> str | None:
    """Return the type that the namings of an arrangement and its cues give it, or None for a bare deal."""
    sure = [n for n in arrangement.namings if not n.unsure or n.definite] or arrangement.namings
    kinds = [n.kind for n in sure if n.kind is not None and n.kind != "offer"]
    said = {c.status for c in cues}
    if any(n.offer for n in arrangement.namings) and not said & {"in_force", "announced", "violated"}:
        return "offer"
    if (all(n.offer for n in sure) or ("proposed" in said and not said & {"in_force", "violated", "agreed"})) and is_spurned(cues):
        return "offer"
    if "proposed" in said and not said & {"in_force", "announced", "violated", "collapsed", "agreed"}:
        return "offer"
    if "refused" in said and not said & {"in_force", "announced", "violated", "collapsed", "agreed"}:
        return "offer"
    if arrangement.hours is not None and (arrangement.hours < _DAY or arrangement.hours in _FEW_DAYS) and "ceasefire" in kinds:
        return "pause"  # "a truce of five hours", "a five-day truce"
    for specific in ("pause", "evacuation", "exchange", "peace_agreement", "ceasefire"):
        most = kinds.count("ceasefire") + (specific == "pause" and kinds[:1] == ["ceasefire"])
        if specific in kinds and (specific == "ceasefire" or kinds.count(specific) >= most):
            return specific
    return kinds[0] if kinds else next((n.purpose for n in arrangement.namings if n.purpose), None)


def kind_around(notes: Notes, arrangement: Arrangement, *, old: bool = False) -> str:
    """Return the type that the sentences around a bare "deal" give it: who leaves, who is freed, else a settlement; in a history (`old`)
    an accord that goes by a name is one of peace."""
    parse = notes.parse
    if any(_ends_war(parse, n.word) for n in arrangement.namings):
        return "peace_agreement"
    if any(is_of_zones(parse, n.word) for n in arrangement.namings):
        return "ceasefire"
    if any(parse.lemma[n.word] in ("treaty", "treaties") for n in arrangement.namings):
        return "peace_agreement"
    if any(_stops_fire(parse, n.word) for n in arrangement.namings):
        return "ceasefire"
    if any(_is_titled(parse, n, of=old) or _is_of_old(notes, n) for n in arrangement.namings):
        return "peace_agreement"
    if _is_told_amid_fire(parse, arrangement.namings):
        return "ceasefire"
    said: set[str] = set()
    for naming in arrangement.namings:
        first, last = parse.sentences[parse.sentence_of[naming.word]]
        if naming.definite and parse.sentence_of[naming.word]:
            first = parse.sentences[parse.sentence_of[naming.word] - 1][0]
        said.update(w.lower() for w in parse.lemma[first:last])
    if said & _EVACUATED or ("bus" in said and said & _CARRIED_OFF):
        return "evacuation"
    if said & {"free", "release"} and said & {"exchange", "swap"} and not said & {"leave", "depart"}:
        return "exchange"
    if said & {"prisoner", "hostage", "captive", "detainee"} and said & {"swap", "exchange", "release", "free"}:
        return "exchange"
    return "settlement"


def _is_told_amid_fire(parse: Parse, namings: list[Naming]) -> bool:
    """Say whether the sentences of a bare deal and those right behind tell of fire and of no other matter: "The understanding was broken
    by rockets"."""
    said: set[str] = set()
    for naming in namings:
        at = parse.sentence_of[naming.word]
        said.update(parse.lemma[slice(parse.sentences[at][0], parse.sentences[min(at + 1, len(parse.sentences) - 1)][1])])
    return bool(said & _AMID_FIRE) and not said & (_OTHER_TERMS | _CIVIL)


def _is_titled(parse: Parse, naming: Naming, *, of: bool) -> bool:
    """Say whether an accord goes by the name of a place or a book of its own: "the Lomé Accord"; with `of` also "the Protocol of
    Brazzaville"."""
    if parse.words[naming.word][:1].islower() or parse.lower[naming.word] in ("declaration", "communique", "communiqué"):
        return False
    before = parse.pos[naming.word - 1] == "PROPN" and parse.head[naming.word - 1] == naming.word
    after = (k for c in parse.children[naming.word] if of and parse.lower[c] == "of" for k in parse.children[c])
    return before or any(parse.pos[k] == "PROPN" and parse.lower[k] not in _MONTHS for k in after)


def _is_of_old(notes: Notes, naming: Naming) -> bool:
    """Say whether an accord goes by a place and a year before that of the report: "the Lomé accord of May 1999"."""
    parse, word = notes.parse, naming.word
    if parse.lower[word] not in _ACCORDS or parse.pos[word - 1] != "PROPN" or parse.head[word - 1] != word:
        return False
    years = [w for w in parse.words[word + 1 : word + _YEAR_NEAR] if _YEAR.match(w)]
    return bool(years) and years[0] < (notes.report.published or years[0])[:4]


def is_of_zones(parse: Parse, word: int) -> bool:
    """Say whether a deal is told to have made zones in which nobody fights: "a zone of calm under the accord"."""
    first, last = parse.sentences[parse.sentence_of[word]]
    said = " ".join(parse.lower[max(first, word - 12) : min(word + 8, last)]).replace(" - ", "-")
    return "zone" in said and any(f"{sort} zone" in said.replace('" ', "").replace('"', "") for sort in _CALM_ZONES)


def _stops_fire(parse: Parse, word: int) -> bool:
    """Say whether a deal is told to stop the fighting: "The deal will halt fighting from midnight", "an understanding, which ended
    a week of raids"."""
    verb, last = parse.head[word], parse.sentences[parse.sentence_of[word]][1]
    verbs = [verb, *_laid_down(parse, verb)] if parse.dep[word] == "nsubj" else []
    verbs += [c for c in parse.children[word] if parse.dep[c] in ("acl", "relcl") and parse.is_infinitive(c)]  # "a deal to stop shooting"
    opened = next((j for j in range(word + 1, min(word + _FAR, last - 1)) if parse.lower[j] in ("which", "that")), None)
    if opened is not None and not any(parse.tag[j] in _FINITE for j in range(word + 1, opened)):
        verbs.append(opened + 1)  # by the order of the words: a day in between takes the clause in many parses
    return any(parse.lemma[v] in _STOPPING and _is_of_fire(parse, v) for v in verbs)


def _laid_down(parse: Parse, verb: int) -> list[int]:
    """Return what a text obliges its sides to do first: "obliges them to stop the fighting"."""
    below = parse.children_of(verb, "xcomp", "ccomp") if parse.lemma[verb] in _LAYING_DOWN else []
    return below[:1]


def _is_of_fire(parse: Parse, verb: int) -> bool:
    """Say whether a verb has fighting for its object: "halted an assault on A", "ended a week-long offensive", "two weeks of raids"."""
    objects = parse.children_of(verb, "dobj", "xcomp")
    objects += [k for o in objects for c in parse.children[o] if parse.lower[c] == "of" for k in parse.children[c]]
    if any(parse.lemma[o] in ("shoot", "fight", "fire", "shell") and parse.tag[o] == "VBG" for o in objects):
        return True
    return any(parse.lemma[o] in _FIRE for o in objects)


def _ends_war(parse: Parse, word: int) -> bool:
    """Say whether an agreement is told to end a war: "The Vienna agreement ended the war", "signed an accord, ending the war", "a protocol
    that was to end nine years of war", "terms for putting an end to the war"."""
    first, last = parse.sentences[parse.sentence_of[word]]
    ending = (v for v in range(first, last) if parse.lemma[v] in _ENDING and _is_of_war(parse, v))
    return any(_is_its_deed(parse, word, v) or (word < v and _is_aim(parse, word, v)) for v in ending)


def _is_its_deed(parse: Parse, word: int, verb: int) -> bool:
    """Say whether a verb tells what an agreement or its makers did by it: the verb over it, or one beside or below that."""
    over = parse.head[word]
    return parse.pos[over] == "VERB" and (verb == over or (parse.head[verb] == over and parse.dep[verb] in ("advcl", "conj")))


def _is_aim(parse: Parse, word: int, verb: int) -> bool:
    """Say whether a verb behind an agreement tells what it is for: an infinitive or gerund below it, or below what it "was to" do."""
    if not (parse.is_infinitive(verb) or parse.tag[verb] == "VBG"):
        return False
    above = set(parse.ancestors(verb))
    over = parse.head[word]
    return word in above or (parse.dep[word] in ("nsubj", "nsubjpass", "dobj") and over in above and parse.child(verb, "nsubj") is None)


def _is_of_war(parse: Parse, verb: int) -> bool:
    """Say whether a verb has a war for its object: "ended the war", "ended ten years of civil war", "put an end to the conflict"."""
    objects = parse.children_of(verb, "dobj")
    objects += [k for o in objects for c in parse.children[o] if parse.lower[c] in ("of", "to") for k in parse.children[c]]
    objects += [k for c in parse.children[verb] if parse.lower[c] == "to" for k in parse.children[c]]
    objects += [k for o in objects for c in parse.children[o] if parse.lower[c] == "of" for k in parse.children[c]]
    if parse.lemma[verb] in ("bring", "put") and not any(parse.lemma[o] in ("close", "end", "term") for o in objects):
        return False
    return any(parse.lemma[o] in _WARS for o in objects)


def is_real(parse: Parse, arrangement: Arrangement, cues: list[Cue], kind: str) -> bool:
    """Say whether an arrangement is more than something hoped for or a bare tag."""
    if any(
        c.status in ("in_force", "announced", "violated", "collapsed", "ended", "expired", "fulfilled", "refused", "agreed") for c in cues
    ):
        return True
    if all(n.unsure for n in arrangement.namings):
        return False
    if kind == "offer":
        return bool(cues) or any(n.offer for n in arrangement.namings)
    return any(n.definite or n.indefinite or is_told_bare(parse, n) for n in arrangement.namings)


def is_done(notes: Notes, arrangement: Arrangement, kind: str) -> bool:
    """Say whether the last convoy of an evacuation or the last prisoner of an exchange is told to be gone under the deal."""
    if kind not in ("evacuation", "exchange"):
        return False
    parse = notes.parse
    for naming in arrangement.namings:
        at = parse.sentence_of[naming.word]
        first, last = parse.sentences[at]
        upto = parse.sentences[min(at + 1, len(parse.sentences) - 1)][1]
        if kind == "exchange" and is_carrying_out(parse, naming.word):
            return True
        if kind == "exchange" and any(
            parse.lemma[j] in _FREED and parse.tag[j] == "VBN" and parse.child(j, "auxpass") is not None and _is_done(parse, j)
            for j in range(first, upto)
        ):
            return True
        for j in range(first, last - 1):
            if parse.lower[j] in ("final", "last") and parse.lemma[j + 1] in (
                "convoy",
                "batch",
                "group",
                "bus",
                "wave",
                "evacuee",
                "fighter",
                "rebel",
                "prisoner",
                "stage",
                "phase",
            ):
                return True
    return False


def _is_done(parse: Parse, verb: int) -> bool:
    """Say whether something is told as done, neither denied nor still to come: not "will be freed", "not one has been freed"."""
    ahead = any(
        parse.dep[c] in ("aux", "auxpass") and parse.lower[c] in ("to", "will", "would", "must", "shall") for c in parse.children[verb]
    )
    return not ahead and not is_denied(parse, verb) and not _is_of_some(parse, verb)


def _is_of_some(parse: Parse, verb: int) -> bool:
    """Say whether only some of those who were to be freed are told of: "15 of the women had been freed", "only 25 were freed"."""
    who = parse.child(verb, "nsubjpass")
    if who is None:
        return False
    some = parse.tag[who] == "CD" and any(parse.lower[c] == "of" for c in parse.children[who])
    return some or "only" in parse.lower[max(0, parse.left_edge(who) - 1) : who]
