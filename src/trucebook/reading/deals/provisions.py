"""Provisions: who owes what to whom under an agreement, in exchange for what, and how it stands.

Invariant: every provision names an agreement claim of the same report.
"""

from bisect import bisect_left

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields, Mention, PlaceValue
from trucebook.reading.deals.binding import Bound, bind
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.gapping import rows_after
from trucebook.reading.deals.grounds import Bond, Ground, ground_of, opens_exchange
from trucebook.reading.deals.obligations import Act, frames_of
from trucebook.reading.deals.offers import refusal
from trucebook.reading.deals.owing import agent_of, debtor_of, possessor, subject_of
from trucebook.reading.deals.phrases import actor_field, phrase_of
from trucebook.reading.deals.telling import deal_subject
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.voices.speech import speaker_of


def find_provisions(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the provision claims of a report in text order."""
    return provisions_under(notes, codebook, notes.agreements)


def provisions_under(notes: Notes, codebook: Codebook, agreements: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the provision claims under the given agreements of a report in text order."""
    if not agreements:
        return ()
    parse, frames = notes.parse, frames_of(codebook)
    ground = ground_of(parse, agreements)
    kept = bind(parse, frames, ground)
    claims = _with_shared_debtors(parse, ground, kept, [_claim(notes, ground, b) for b in kept])
    return tuple(sorted(_with_exchanges(parse, ground, kept, claims), key=lambda c: (c.start, c.end)))


def _crossed(ground: Ground, before: int, word: int) -> bool:
    """Say whether what is given in exchange begins between two acts."""
    return any(before < mark < word for mark in ground.exchanges)


def _in_one_row(parse: Parse, before: int, word: int) -> bool:
    """Say whether two verbs stand in one row and the later has no subject of its own."""
    if parse.head[before] == word and parse.dep[before] == "advcl" and parse.child(word, "nsubj", "nsubjpass") is None:
        return True
    in_row = parse.first_conjunct(word) == parse.first_conjunct(before) or (
        parse.dep[word] == "conj" and parse.pos[word] in ("VERB", "NOUN")
    )
    return in_row and parse.child(word, "nsubj", "nsubjpass") is None


def _in_one_bond(parse: Parse, before: Bound, after: Bound) -> bool:
    """Say whether two acts are bound by one word, or are terms of one offer in one sentence."""
    if before.bond.word == after.bond.word:
        return True
    offered = before.bond.word == before.act.word and after.bond.word == after.act.word
    together = before.bond.agreement.id == after.bond.agreement.id and before.bond.kind == after.bond.kind
    return offered and together and parse.sentence_of[before.act.word] == parse.sentence_of[after.act.word]


def _with_shared_debtors(parse: Parse, ground: Ground, bound: list[Bound], claims: list[Claim]) -> list[Claim]:
    """Return the claims with the debtor of the verb before where verbs in a row share a bond and the later has none of its own."""
    shared: list[Claim] = []
    for n, (b, claim) in enumerate(zip(bound, claims, strict=True)):
        before = n - 1
        row = before >= 0 and _in_one_bond(parse, bound[before], b) and not b.act.nominal and not bound[before].act.nominal
        row = row and not _crossed(ground, bound[before].act.word, b.act.word)
        row = row and (b.bond.kind != "told" or _in_one_row(parse, bound[before].act.word, b.act.word))
        own = claim.fields.get("debtor")
        theme = bound[before].act.theme if row else None
        stray = theme is not None and isinstance(own, Field) and own.start is not None and own.start <= parse.start[theme] < (own.end or 0)
        stray = stray and bound[before].act.action in ("disarm", "other", "release")  # "hand over maps release all captives", commas lost
        debtor = shared[before].fields.get("debtor") if row and (own is None or stray) else None
        shared.append(replace(claim, fields={**claim.fields, "debtor": debtor}) if debtor is not None else claim)
    return shared


def _claim(notes: Notes, ground: Ground, bound: Bound) -> Claim:
    parse, act, bond = notes.parse, bound.act, bound.bond
    first, last = _with_passive_subject(parse, act, bound.first), bound.last
    status, cue = _status(parse, act, bond), bond.word
    if status == "promised" and bound.unkept:
        status = "breached"
    if status == "promised" and bound.progress is not None:
        status, cue = "under_way", bound.progress
    fields: Fields = {
        "agreement": coded(bond.agreement.id),
        "action": cut(parse.text, parse.start[act.word], parse.end[act.word], act.action),
    }
    fields["status"] = cut(parse.text, parse.start[cue], parse.end[cue], status)
    debtor = _debtor(notes, ground, bound)
    action = act.action
    if debtor is not None:
        fields["debtor"] = debtor
        forces = not act.nominal and _FORCES & {w.lower() for w in (debtor.text or "").split()}
        if action == "depart" and (_is_state(notes, debtor) or (forces and act.theme is not None and parse.dep[act.theme] == "dobj")):
            action = "withdraw"  # a state that leaves a place pulls its forces back
            fields["action"] = cut(parse.text, parse.start[act.word], parse.end[act.word], action)
    if act.theme is not None and act.theme != act.word:
        fields["object"] = _phrase(parse, act.theme)
    beneficiary = _beneficiary(notes, act)
    if beneficiary is not None:
        fields["beneficiary"] = beneficiary
    start, end = parse.start[first], parse.end[last]
    place = _inside(notes.places, start, end)
    if place is not None:
        fields["place"] = of_mention(place)
    due = _inside(notes.periods, start, end)
    if due is not None and not _is_of_the_past(parse, act.word, due):
        fields["due"] = of_mention(due)
    return new_claim(
        notes.report,
        "provision",
        start,
        end,
        key=action,
        assertion={
            "demanded": "demanded",
            "refused": "refused",
            "promised": "announced",
            "under_way": "ongoing",
            "breached": "refused",
        }.get(status, "happened"),
        score=0.6,
        reasons=(f"{bond.kind}: {parse.words[bond.word]}",),
        fields=fields,
    )


def _with_passive_subject(parse: Parse, act: Act, first: int) -> int:
    """Return where the words of an act begin: at what it is done to, where that stands before it ("Schools will be reopened")."""
    subject = None if act.nominal else parse.child(act.word, "nsubjpass")
    over = parse.head[parse.first_conjunct(act.word)]
    if subject is None and parse.child(act.word, "auxpass") is not None and parse.lemma[over].lower() == "be":
        subject = parse.child(over, "nsubj")  # "The prisoners are to be exchanged"
        subject = None if parse.dep[act.word] == "conj" else subject
    if subject is None or subject > act.word or parse.tag[subject] in ("WDT", "WP"):
        return first
    begin = parse.left_edge(subject)
    row = rows_after(parse, subject) if act.action == "release" else []
    if row:
        begin = row[-1][0]  # the others of the row are told by a provision of their own
    return begin if act.word - begin <= 16 and parse.sentence_of[begin] == parse.sentence_of[act.word] else first


def _is_state(notes: Notes, debtor: Field) -> bool:
    """Say whether a debtor is a state, by its actor or as the name of a country alone."""
    if isinstance(debtor.value, ActorValue):
        return debtor.value.kind == "state"
    named = _inside(notes.places, debtor.start, debtor.end) if debtor.start is not None and debtor.end is not None else None
    return (
        named is not None
        and isinstance(named.value, PlaceValue)
        and named.value.precision == "country"
        and (named.start, named.end) == (debtor.start, debtor.end)
    )


def _is_of_the_past(parse: Parse, verb: int, period: Mention) -> bool:
    """Say whether a period tells when something else happened: "lift the siege it imposed at the end of June"."""
    head = parse.head_of(period.start, period.end)
    between = [a for a in parse.ancestors(head) if a > verb] if head is not None else []
    return any(parse.dep[a] in ("relcl", "acl") and parse.tag[a] in ("VBD", "VBN") for a in between)


def _inside(mentions: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    """Return the first mention that begins in a character span; mentions lie in text order."""
    at = bisect_left(mentions, start, key=lambda m: m.start)
    return mentions[at] if at < len(mentions) and mentions[at].start < end else None


def _phrase(parse: Parse, word: int) -> Field:
    first, last = phrase_of(parse, word)
    return cut(parse.text, parse.start[first], parse.end[last])


def _debtor(notes: Notes, ground: Ground, bound: Bound) -> Field | None:
    parse = notes.parse
    word = bound.bond.debtor
    if word is None:
        word = debtor_of(parse, bound.act.word, bound.act.action, bound.act.theme, nominal=bound.act.nominal)
    if word in ground.at and not bound.act.nominal and parse.lemma[bound.act.word].lower() in _BARRING:
        word = parse.child(bound.act.word, "dobj", "dative")  # "the truce bars both sides from raids"
    if word is None and parse.pos[bound.bond.word] == "NOUN" and parse.lemma[bound.bond.word].lower() not in _OF_ASKERS:
        word = _promiser(parse, bound)
    if word is None and bound.act.nominal and bound.bond.kind == "promise" and parse.pos[bound.bond.word] == "VERB":
        word = agent_of(parse, bound.bond.word)  # "The removal of the barriers has been promised by the clans"
    if word is None and bound.act.nominal and bound.bond.kind == "demand":
        word = _called_on(parse, bound.bond.word)
    if word is None and bound.bond.kind in ("promise", "provide") and parse.lemma[bound.bond.word].lower() == "agree":
        word = subject_of(parse, bound.bond.word)  # "the two sides agreed on a swap"
    if (
        word is None
        and bound.bond.kind == "demand"
        and parse.dep[bound.act.word] == "dobj"
        and parse.head[bound.act.word] != bound.bond.word
    ):
        word = subject_of(parse, parse.head[bound.act.word])  # "called on the chairs to establish a mechanism"
    own = None if bound.act.nominal else parse.child(bound.act.word, "nsubj")
    if word in ground.at and own is not None and own not in ground.at:
        word = own  # "The truce is to let the sides exchange prisoners"
    if bound.act.action == "integrate" and word is not None and word == bound.act.theme:
        word = _settled_with(parse, bound.act.word) or word
    if word is not None and parse.dep[word] == "nsubj" and parse.lower[word] in ("it", "this") and _is_deal(parse, ground, bound.act.word):
        return None  # "It sets up a committee", said of the accord
    if word is not None and (parse.lemma[word].lower() in _TIMES or (word == bound.act.theme and bound.act.action == "integrate")):
        return None if word != bound.act.theme or parse.lemma[word].lower() not in _PEOPLE else actor_field(notes, word)
    small = word is not None and word == bound.act.theme and parse.dep[bound.act.word] == "ccomp" and parse.tag[bound.act.word] == "VBN"
    if (small and parse.child(bound.act.word, "aux", "auxpass") is None) or (word is not None and parse.lemma[word].lower() in _THINGS):
        return None  # "wants the vote annulled"
    if word == bound.act.word and bound.act.action in ("talk", "monitor"):
        return None  # "Negotiations will open within a week" tells of nobody
    if word is not None and word == bound.act.theme and bound.act.action in ("cease_fire", "lift_siege", "aid", "restore_services", "talk"):
        return None  # "Hostilities must cease" tells of nobody
    for _ in range(3):
        if word is None:
            return None
        if word in ground.at and "terms" not in ground.at[word].fields and parse.lemma[word].lower() not in _PEOPLE:
            return None
        if parse.lower[word] in ("we", "i"):
            return speaker_of(notes, parse.start[word], parse.end[word])
        word = _person(parse, word)
        if parse.lemma[word].lower() in _STAND_INS and parse.pos[word] == "NOUN":
            return None  # "The six points forbid the use of force"
        if parse.lower[word] == "those" and parse.child(word, "relcl") is not None:
            return cut(parse.text, parse.start[word], parse.end[min(parse.right_edge(word), word + 8)])
        if parse.pos[word] != "PRON" and parse.tag[word] not in ("PRP", "PRP$", "WDT", "WP"):
            return actor_field(notes, word)
        if (sayer := _sayer(parse, word)) is not None:
            return actor_field(notes, sayer)
        mention = actor_at(notes, word)
        if mention is not None and mention.start < parse.start[word]:
            return of_mention(mention)
        if parse.lower[word] in ("both", "each", "either"):
            return cut(parse.text, parse.start[word], parse.end[word])  # "appealed to both to refrain"
        word = antecedent(notes, word)
    return None


def _settled_with(parse: Parse, verb: int) -> int | None:
    """Return with whom somebody's papers are settled: "have their papers settled with the authorities"."""
    return next((k for c in parse.children[verb] if parse.lower[c] in ("with", "by") for k in parse.children[c]), None)


def _is_deal(parse: Parse, ground: Ground, verb: int) -> bool:
    """Say whether the pronoun that is subject of a verb stands for the agreement: always where it sets a body up."""
    return parse.lemma[verb].lower() in _SETTING_UP or deal_subject(parse, ground, verb) is not None


_SETTING_UP = {"create", "establish", "form", "found", "set"}


def _called_on(parse: Parse, verb: int) -> int | None:
    """Return who is called on for what a noun names: "call upon the chairs to establish a mechanism"."""
    if parse.lemma[verb].lower() not in ("appeal", "call"):
        return None
    asked = [k for c in parse.children[verb] if parse.lower[c] in ("on", "upon") for k in parse.children[c] if parse.dep[k] == "pobj"]
    return asked[-1] if asked else None


_THINGS = deal_words("things_that_act") | deal_words("owing_nothing")


def _promiser(parse: Parse, bound: Bound) -> int | None:
    """Return whose a promise or an offer is: its owner, or the side that stands before it ("a government offer of amnesty")."""
    noun = bound.bond.word
    owner = possessor(parse, noun)
    if owner is None or owner == bound.act.word or bound.act.word in parse.subtree(owner):
        owner = next((c for c in parse.children_of(noun, "compound", "amod") if parse.lemma[c].lower() in _PEOPLE), None)
    return owner


_PEOPLE = deal_words("sides")
_OF_ASKERS = {"appeal", "call", "demand", "need", "plea", "request"}  # whose owner asks, and owes nothing
_BARRING = deal_words("barring")
_APART = {"drill", "extortion", "flight", "kidnapping", "minor", "overflight", "recruiting", "recruitment", "sortie"}  # no fire at all
_FIGHTING = {"attack", "bomb", "fight", "fire", "shell", "shoot"}  # what a side promises when it says that it will not
_FORCES = {"army", "garrison", "militia", "militias", "soldiers", "troops"}
_TIMES = deal_words("time_nouns")
_STAND_INS = deal_words("stand_ins")


def _sayer(parse: Parse, word: int) -> int | None:
    """Return who says what "they" will do, or that nobody will do it: "The Front said that they would not fight"."""
    if parse.lower[word] not in ("they", "nobody") or parse.dep[word] not in ("nsubj", "nsubjpass"):
        return None
    clause = parse.first_conjunct(parse.head[word])
    said = parse.head[clause]
    if parse.dep[clause] != "ccomp" or parse.lemma[said].lower() not in _SAYING:
        return None
    subject = parse.child(said, "nsubj")
    sided = subject is not None and (parse.pos[subject] == "PROPN" or parse.lemma[subject].lower() in _PEOPLE)
    return subject if sided else None


_SAYING = deal_words("saying")


def _person(parse: Parse, word: int) -> int:
    """Return a word, or where "who" was hung on a thing the nearest people before it."""
    who = any(parse.dep[c] == "relcl" and any(parse.lower[k] == "who" for k in parse.children[c]) for c in parse.children[word])
    if not who or parse.pos[word] == "PROPN" or parse.lemma[word].lower() in _PEOPLE:
        return word
    first = parse.sentences[parse.sentence_of[word]][0]
    return next((j for j in range(word, first - 1, -1) if parse.lemma[j].lower() in _PEOPLE), word)


def antecedent(notes: Notes, word: int) -> int | None:
    """Return the subject before a pronoun in its sentence or the one before, agreeing in number; a guess of last resort."""
    parse = notes.parse
    here = parse.sentence_of[word]
    plural = parse.lower[word] in ("they", "them", "their", "those", "who", "which", "that")
    first = parse.sentences[max(0, here - 1)][0]
    if parse.tag[word] in ("WDT", "WP"):
        verb = parse.head[word]
        return parse.head[verb] if parse.dep[verb] == "relcl" else None
    found, best = None, 0
    for j in range(first, word):
        if parse.pos[j] not in ("NOUN", "PROPN", "PRON") or parse.lower[j] in _NOT_MEANT or parse.dep[j] not in _PLACES_OF_ACTORS:
            continue
        if parse.pos[j] == "PRON" and parse.lower[j] not in ("they", "we"):
            continue
        number = plural == (parse.tag[j] in ("NNS", "NNPS") or parse.pos[j] == "PRON" or parse.child(j, "conj") is not None)
        rank = (2 if number else 0) + (3 if parse.dep[j].startswith("nsubj") else 0) + (1 if parse.sentence_of[j] == here else 0)
        rank += 3 if parse.pos[j] != "PRON" and actor_at(notes, j) is not None else 0
        if rank >= best and (number or plural is False):
            found, best = j, rank
    return found


_NOT_MEANT = deal_words("not_meant")
_PLACES_OF_ACTORS = {"nsubj", "nsubjpass", "pobj", "dobj", "agent", "poss"}


def _beneficiary(notes: Notes, act: Act) -> Field | None:
    parse = notes.parse
    for c in parse.children[act.word]:
        if parse.dep[c] in ("prep", "dative") and parse.lower[c] == "to":
            for k in parse.children[c]:
                if parse.dep[k] == "pobj" and k != act.theme and actor_at(notes, k) is not None:
                    return actor_field(notes, k)
    return None


_BROKEN = deal_words("broken")
_BROUGHT = {"brought", "produced", "saw"}
_TOLD = {"watch": "under_way", "kept": "under_way", "carried": "done", "unkept": "breached"}  # how what is told as a fact stands


def _status(parse: Parse, act: Act, bond: Bond) -> str:
    """Return how an act stands; what an offer holds is asked for, or refused with it."""
    status = _own_status(parse, act, bond)
    if status in ("promised", "demanded") and _is_spurned(parse, act, bond):
        return "refused"
    apart = bond.kind == "demand" and bond.word != act.word
    if bond.agreement.value("type") != "offer" or status not in ("promised", "demanded") or apart:
        return status
    return {"refused": "refused", "proposed": "demanded"}.get(str(bond.agreement.value("status")), status)


def _is_spurned(parse: Parse, act: Act, bond: Bond) -> bool:
    """Say whether an act is what a side offers, or what it asks for in exchange, and the offer is turned down."""
    here = parse.sentence_of[act.word]
    first = parse.sentences[here][0]
    offered = bond.word if parse.sentence_of[bond.word] == here and parse.lemma[bond.word].lower() in _OFFERING else None
    if offered is None:
        given = any(opens_exchange(parse, j) for j in range(first, act.word))
        offered = next((j for j in range(first, act.word) if parse.lemma[j].lower() in _OFFERING and given), None)
    return offered is not None and parse.pos[offered] == "VERB" and refusal(parse, offered) is not None


_ASKING = {"ask", "demand", "insist", "request", "urge"}
_OFFERING = {"offer", "propose", "volunteer"}


def _own_status(parse: Parse, act: Act, bond: Bond) -> str:
    if bond.agreement.value("type") == "offer" and bond.word == act.word:
        return "refused" if bond.agreement.value("status") == "refused" else "demanded"
    verb = act.word
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if parse.dep[verb] == "ccomp" and parse.lemma[parse.head[verb]].lower() == "have":
        aux |= {parse.lower[c] for c in parse.children_of(parse.head[verb], "aux")}  # "are to have their papers settled"
    if bond.kind == "fail" or any(parse.lower[a] in _BROKEN for a in (*parse.ancestors(verb), *parse.ancestors(bond.word))):
        return "breached"
    if bond.kind in _TOLD:
        return _TOLD[bond.kind]
    if (
        bond.word == verb
        and act.action not in ("amnesty", "autonomy")
        and not (act.action == "cease_fire" and parse.lemma[verb].lower() in _FIGHTING)
        and parse.child(verb, "neg") is not None
        and aux & {"will", "would", "wo"}
    ):
        return "refused"
    if bond.kind == "refuse" and parse.lower[bond.word] in ("refused", "declined") and parse.dep[bond.word] != "relcl" and not act.nominal:
        return "refused"  # "the junta refused to free its captives"
    if bond.kind in ("told", "provide") and act.action != "cease_fire" and parse.lower[bond.word] in _BROUGHT:
        return "done"  # "An earlier truce saw hundreds of gunmen leave"
    if bond.kind in ("demand", "refuse"):
        return "refused" if bond.kind == "refuse" and (act.nominal or parse.dep[verb] == "acl") else "demanded"
    if _over(bond.agreement) and bond.kind in ("under", "exchange", "provide"):
        return "done"
    over = parse.head[verb]
    if bond.kind == "under" and parse.dep[verb] == "ccomp" and parse.lemma[over].lower() in _ASKING and not aux and not act.nominal:
        return "demanded"  # "demanded that the rebels free the pilots under the truce"
    if bond.kind in ("under", "exchange"):
        if act.nominal or aux & {"will", "would", "shall", "to", "can"} or parse.tag[verb] == "VB":
            return "done" if _past(parse, bond.word, act) else "promised"
        if act.action == "cease_fire" and not act.nominal and bond.kind == "under" and not _over(bond.agreement):
            return "under_way"  # "have stopped shelling the port under the truce"
        if parse.dep[verb] == "xcomp" and parse.lemma[parse.head[verb]].lower() in ("begin", "start", "continue"):
            return "under_way"  # "began leaving the town under a deal"
        if "been" not in aux and aux & {"is", "are", "was", "were", "being"} and parse.tag[verb] == "VBG":
            return "under_way"
        return "done"
    broken = act.action == "cease_fire" and bond.kind in ("told", "provide", "promise") and bond.agreement.value("status") == "violated"
    apart = act.theme is not None and parse.lemma[act.theme].lower() in _APART
    return "breached" if broken and not apart else "promised"


def _past(parse: Parse, word: int, act: Act) -> bool:
    return act.nominal and parse.tag[parse.head[word]] in ("VBD", "VBN") and parse.pos[parse.head[word]] == "VERB"


def _over(agreement: Claim) -> bool:
    return agreement.value("status") in ("fulfilled", "collapsed", "superseded", "expired")


def _owed_back(counter: Claim, given: Claim, agreement: Claim, mark: int) -> Claim:
    """Return what is given in exchange with the other one of two parties as its debtor, where no words after the `mark` name one."""
    parties = agreement.fields.get("parties")
    first, own = given.fields.get("debtor"), counter.fields.get("debtor")
    if (
        not isinstance(parties, list)
        or len(parties) != 2
        or not isinstance(first, Field)
        or (isinstance(own, Field) and (own.start or 0) > mark)
    ):
        return counter
    mine = [p for p in parties if _shares(p, first)]
    others = [p for p in parties if not _shares(p, first)]
    if not mine:  # "elders agreed with the army that gunmen would leave": the gunmen stand against the army
        others = [p for p in parties if _camp(p) not in (None, _camp(first))]
        mine = [p for p in parties if p not in others] if _camp(first) else []
    return replace(counter, fields={**counter.fields, "debtor": others[0]}) if len(mine) == len(others) == 1 else counter


def _camp(name: Field) -> str | None:
    """Return whether a name tells of a state's side or of those in arms against it, by its words."""
    said = set((name.text or "").lower().split())
    return next((camp for camp, words in _CAMPS.items() if said & words), None)


_CAMPS = {camp: deal_words(f"{camp}_camp") for camp in ("rebel", "state")}


def _shares(one: Field, other: Field) -> bool:
    """Say whether two names share a telling word."""
    a, b = ({w for w in (f.text or "").lower().split() if len(w) > 3} for f in (one, other))
    return bool(a & b)


def _by_clause(parse: Parse, verb: int, around: list[int], bound: list[Bound]) -> tuple[list[int], list[int]]:
    """Return the acts inside and outside the clause of a verb."""
    inside = [n for n in around if parse.left_edge(verb) <= bound[n].act.word <= parse.right_edge(verb)]
    return inside, [n for n in around if n not in inside]


def _with_exchanges(parse: Parse, ground: Ground, bound: list[Bound], claims: list[Claim]) -> list[Claim]:
    """Return the claims with what each is exchanged for: the acts on the other side of "in exchange for"."""
    sides: dict[int, tuple[list[int], list[int]]] = {}
    for mark in sorted(ground.exchanges):
        first, last = parse.sentences[parse.sentence_of[mark]]
        before = [n for n, b in enumerate(bound) if first <= b.act.word < mark]
        after = [n for n, b in enumerate(bound) if mark < b.act.word < last]
        if parse.lower[mark] == "if":
            after, before = _by_clause(parse, parse.head[mark], before + after, bound)
        elif not before and parse.sentence_of[mark]:
            a, z = parse.sentences[parse.sentence_of[mark] - 1]
            before = [n for n, b in enumerate(bound) if a <= b.act.word < z]
        if before and after:
            sides[mark] = (before, after)
    exchanged = list(claims)
    for mark, (before, after) in sides.items():
        for m in after:
            exchanged[m] = _owed_back(exchanged[m], exchanged[before[0]], bound[m].bond.agreement, parse.start[mark])
        for mine, theirs in ((before, after), (after, before)):
            for n in mine:
                counter: Field | list[Field] = [
                    Field(text=claims[m].quote, start=claims[m].start, end=claims[m].end, value=claims[m].id) for m in theirs
                ]
                exchanged[n] = replace(exchanged[n], fields={**exchanged[n].fields, "in_exchange_for": counter})
    return exchanged
