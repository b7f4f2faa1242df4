"""Perpetrators: who does a hostile act, and whether he may be a party to an agreement.

Invariant: a perpetrator is a head word of the text, or None where its words name nobody.
"""

from trucebook.model import Claim
from trucebook.reading.deals.accusations import accused_in_row, accused_of_doing
from trucebook.reading.deals.breaches import Hostile, HostileWords
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.phrases import phrase_of
from trucebook.reading.grammar.parse import Parse

_SIDES = deal_words("side_before")
_ARMED = deal_words("armed") | deal_words("units")
_BLAMING = deal_words("blaming")
_NO_DOERS = (
    deal_words("no_doers") | deal_words("time_nouns") | {"beginning", "dawn", "dusk", "end", "middle", "noon", "start"}
)  # "were killed by the end of May"
_PEOPLES = ("NORP", "GPE", "ORG")
_FOES = {"adversary", "enemy", "foe"}
_WEAPONS = deal_words("weapons_that_act") - {"it", "that", "this", "which"}
_LED = {"arab-led", "saudi", "saudi-led"}
_HUNTED = {"us-led", "american-led", "isis", "isil", "daesh", "islamic"}  # against whom a coalition stands that is no side of a truce
_WITNESSING = deal_words("witnessing")
_SPOTS = deal_words("where") | {
    "bridge",
    "church",
    "clinic",
    "door",
    "gate",
    "hospital",
    "market",
    "mosque",
    "river",
    "road",
    "school",
    "wall",
}


def perpetrator_of(parse: Parse, hostile: Hostile) -> int | None:
    """Return the head word of who does a hostile act: agent, subject, owner, or the side that stands before the noun; never a weapon."""
    who = _doer(parse, hostile)
    if who == hostile.word:
        return None  # "Shelling has killed three" tells of nobody
    if who is None or parse.lemma[who].removesuffix("s") not in _WEAPONS or parse.pos[who] not in ("NOUN", "PROPN"):
        return who
    if (whose := _owners(parse, who)) is not None:
        return whose
    sided = any(parse.lower[c] in _SIDES or _is_nation(parse, c, who) for c in parse.children_of(who, "compound", "amod", "poss"))
    return who if sided else None  # "Regime artillery", but no "A drone"


def _owners(parse: Parse, weapon: int) -> int | None:
    """Return those in arms whose a weapon is: "a suicide drone of factions of the north"."""
    owners = [k for c in parse.children_of(weapon, "prep") if parse.lower[c] == "of" for k in parse.children_of(c, "pobj")]
    return next((k for k in owners if parse.lemma[k] in _ARMED), None)


def _doer(parse: Parse, hostile: Hostile) -> int | None:
    word = hostile.word
    if parse.lemma[word] == "come":  # those who "came under fire" are hit
        inside = (c for c in range(word + 1, min(parse.right_edge(word), word + 8) + 1) if parse.lower[c] == "from")
        return next((k for c in inside for k in parse.children[c] if parse.dep[k] == "pobj"), None)
    gerund = parse.tag[word] == "VBG" and parse.child(word, "dobj") is None
    if (hostile.nominal or gerund) and word and parse.lower[word - 1] in _SIDES and parse.sentence_of[word - 1] == parse.sentence_of[word]:
        return word - 1  # "killed in regime shelling"
    if not hostile.nominal or (parse.tag[word] == "VBG" and parse.dep[word] in ("pcomp", "advcl", "xcomp")):
        agents = [c for c in parse.children[word] if parse.dep[c] == "agent" or (parse.lower[c] == "by" and parse.tag[word] == "VBG")]
        by = next((k for c in agents for k in parse.children[c] if parse.dep[k] == "pobj"), None)
        if by is not None and parse.lemma[by] not in _NO_DOERS:
            return by
        if parse.dep[word] == "acl" and parse.tag[word] == "VBN":
            return _over_participle(parse, word)
        if parse.child(word, "nsubjpass", "auxpass") is not None:
            return _agent_of_row(parse, word)
        who = _actor(parse, word)
        return _run_into(parse, word) if who is None else who
    if parse.lemma[word] in _WEAPONS and (whose := _owners(parse, word)) is not None:
        return whose
    told = [word, parse.first_conjunct(word)] + ([hostile.verb] if hostile.verb is not None else [])
    told = [w for w in told if w == word or parse.lemma[w] not in _WITNESSING]
    for w in told:
        for c in parse.children[w]:
            if parse.lower[c] in ("by", "between") and parse.dep[c] in ("prep", "agent"):
                by = next((k for k in parse.children[c] if parse.dep[k] == "pobj"), None)
                if by is None or parse.lemma[by] not in _SPOTS:
                    return by
        fired = [c for k in parse.children_of(w, "acl") for c in parse.children_of(k, "agent")]
        if (by := next((k for c in fired for k in parse.children_of(c, "pobj")), None)) is not None:
            return by  # "three rockets fired by the clans landed in the port"
        owner = next((c for c in parse.children[w] if parse.dep[c] == "poss"), None)
        if owner is not None:
            return owner
    told_by = [word] if hostile.verb is None else [word, hostile.verb]
    came = [c for w in told_by for c in parse.children[w] if parse.lower[c] == "from"]
    side = next((k for c in came for k in range(c + 1, min(parse.right_edge(c), c + 5) + 1) if parse.lemma[k] == "side"), None)
    if side is not None:
        return side  # "a shell came from the northern side"
    if hostile.verb is not None and parse.dep[parse.first_conjunct(word)] == "dobj":
        return subject_of(parse, hostile.verb)
    if (accused := accused_of(parse, word) or accused_of_doing(parse, word)) is not None:
        return accused
    over = parse.head[parse.head[word]]
    if parse.lower[parse.head[word]] == "with" and parse.lemma[over] in ("break", "end") and parse.child(over, "dobj") is not None:
        return subject_of(parse, over)  # "The junta ended it with raids on the port"
    first = max(parse.sentences[parse.sentence_of[word]][0], word - 3)
    return next((j for j in range(word - 1, first - 1, -1) if parse.lower[j] in _SIDES or _is_nation(parse, j, word)), None)


def _actor(parse: Parse, verb: int) -> int | None:
    """Return who does what an active verb says: its subject, who uses something to do it, or whom a cleft brings out ("It was the
    guards that fired")."""
    over = parse.head[verb]
    if parse.dep[verb] == "xcomp" and parse.lemma[over] in ("exploit", "use") and parse.child(over, "dobj") is not None:
        return subject_of(parse, over)
    who = accused_of_doing(parse, verb) or _said_before(parse, verb) or subject_of(parse, verb)
    if who is not None and parse.tag[who] in ("WDT", "WP") and parse.lemma[over] == "be":
        return parse.child(over, "attr") or who
    return who


def _said_before(parse: Parse, verb: int) -> int | None:
    """Return who did what the parser joined to the verb of saying: "said the clans were holding up lorries and | had shot at a mill"."""
    over = parse.head[verb]
    had = any(parse.lower[c] == "had" for c in parse.children_of(verb, "aux"))
    if parse.dep[verb] != "conj" or not had or parse.tag[over] != "VBD" or parse.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    said = next((c for c in parse.children_of(over, "ccomp") if over < c < verb), None)
    return subject_of(parse, said) if said is not None else None


def _over_participle(parse: Parse, participle: int) -> int | None:
    """Return who acts with what a participle tells of: "The clans replied with rockets fired at the port"."""
    noun = parse.head[participle]
    for _ in range(3):
        over = parse.head[noun]
        if parse.pos[over] == "VERB" and parse.dep[noun] == "dobj":
            return subject_of(parse, over)
        if parse.dep[noun] != "pobj":
            return None
        if parse.lower[over] == "with" and parse.pos[parse.head[over]] == "VERB":
            return subject_of(parse, parse.head[over])
        noun = parse.head[over]
    return None


def _agent_of_row(parse: Parse, verb: int) -> int | None:
    """Return by whom a passive is done whose agent stands at the next verb: "were seized and killed by rebels"."""
    nexts = (c for c in parse.children_of(verb, "conj") if parse.child(c, "nsubj", "nsubjpass") is None)
    return next((k for v in nexts for c in parse.children_of(v, "agent") for k in parse.children_of(c, "pobj")), None)


def _run_into(parse: Parse, verb: int) -> int | None:
    """Return those in arms that the parser took into the phrase of time or place before their verb: "On 9 May rebels ambushed …"."""
    top = parse.first_conjunct(verb)
    before = [c for c in parse.children_of(top, "prep") if c < top and parse.lower[c] in ("at", "in", "near", "on", "since")]
    who = next((k for c in before for k in parse.children_of(c, "pobj") if k == top - 1), None)
    return who if who is not None and parse.lemma[who] in _ARMED | {"soldier", "tank", "jet", "warplane"} else None


def _is_nation(parse: Parse, word: int, noun: int) -> bool:
    """Say whether a name or an adjective of a nation stands before a hostile noun: "Norwegian air raids", "RLF artillery"."""
    if parse.head[word] != noun or not parse.words[word][:1].isupper() or parse.dep[word] not in ("amod", "compound"):
        return False
    if word > parse.sentences[parse.sentence_of[word]][0]:
        return (parse.dep[word] == "amod" and parse.tag[word] == "JJ") or parse.words[word].isupper()
    return parse.words[word].isupper() or any(first == word and label in _PEOPLES for first, _, label in parse.entities)


def accused_of(parse: Parse, noun: int) -> int | None:
    """Return who is accused of what a noun names: "accused the army of renewed shelling"."""
    top = parse.first_conjunct(noun)
    over = parse.head[parse.head[top]]
    if parse.dep[top] != "pobj" or parse.lower[parse.head[top]] not in ("of", "for", "with") or parse.lemma[over] not in _BLAMING:
        return accused_in_row(parse, noun)
    return parse.child(over, "dobj", "nsubjpass")


def names_of(parse: Parse, word: int) -> set[str]:
    """Return the words of who is named at a word, in lower case, with its lemma."""
    first, last = phrase_of(parse, word)
    edge = min(max(parse.right_edge(word), last), word + 8)
    return set(parse.lower[first : edge + 1]) | {parse.lemma[word]}


def party_to(parse: Parse, words: HostileWords, perpetrator: int, claim: Claim) -> bool:
    """Say whether a perpetrator may be a party: by the stem of a word it shares with one, or as a force of either side."""
    names = names_of(parse, perpetrator)
    if is_outside(parse, words, perpetrator, claim):
        return False
    if names & _FOES:
        return True
    nation = parse.pos[perpetrator] == "ADJ" and parse.words[perpetrator][:1].isupper()  # "a Turkish drone"
    if nation or parse.pos[perpetrator] in ("PRON", "PROPN") or parse.words[perpetrator].isupper() or is_armed(parse, words, perpetrator):
        return True
    parties = claim.fields.get("parties")
    said = " ".join((f.text or "").lower() for f in parties) if isinstance(parties, list) else ""
    vague = (
        not isinstance(parties, list)
        or len(parties) < 2
        or said in ("the sides", "both sides", "the two sides", "all parties", "all sides", "the parties", "both parties")
    )
    return vague or is_named_party(parse, perpetrator, claim)


def is_outside(parse: Parse, words: HostileWords, perpetrator: int, claim: Claim) -> bool:
    """Say whether a perpetrator is one of those whom no truce covers: a group of that name, or a coalition of states that leads no side
    and is no party by name."""
    names = names_of(parse, perpetrator)
    beyond = names & words.terms["outside_words"]
    if "state" not in names:
        beyond -= {"islamic"}  # "Islamic Jihad", "the Islamic Front"
    if _LED & parse.vocabulary or not _HUNTED & parse.vocabulary:
        beyond -= {"coalition"}  # "the Saudi-led coalition" is a side
    parties = claim.fields.get("parties")
    named = {w for f in parties for w in (f.text or "").lower().split()} if isinstance(parties, list) else set()
    return bool(beyond) and not (beyond | {parse.lower[perpetrator]}) & named


def is_named_party(parse: Parse, perpetrator: int, claim: Claim) -> bool:
    """Say whether a perpetrator shares the stem of a word, or the initials, with a party that an agreement names."""
    names = names_of(parse, perpetrator)
    parties = claim.fields.get("parties")
    said = " ".join((f.text or "").lower() for f in parties) if isinstance(parties, list) else ""
    stems = {n[:5] for n in names if len(n) > 4}
    if parse.words[perpetrator][:1].isupper() and len(parse.words[perpetrator]) > 3:
        stems.add(parse.lower[perpetrator][:4])  # "Iraqi" and "Iraq"
    return any(stem in said for stem in stems) or bool(names & _initials(claim))


def is_armed(parse: Parse, words: HostileWords, perpetrator: int) -> bool:
    """Say whether a perpetrator is told as a force of either side or as people in arms."""
    names = names_of(parse, perpetrator)
    return any(names & words.terms[side] for side in ("state_words", "rebel_words")) or parse.lemma[perpetrator] in _ARMED


def _initials(claim: Claim) -> set[str]:
    """Return the initials of the parties' names, as a later sentence may call them: "the Rapid Support Forces" … "the RSF"."""
    parties = claim.fields.get("parties")
    named = [(f.text or "").split() for f in parties] if isinstance(parties, list) else []
    short = {w.lower() for words in named for w in words if len(w) > 1 and w.isupper()}
    return {"".join(w[0] for w in words if w[:1].isupper()).lower() for words in named} - {""} | short
