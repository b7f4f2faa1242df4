"""Status of terms: how an obligation stands by its bond, its own verb and the agreement it belongs to.

Invariant: rules are tried in the order in which they stand, and the first that speaks decides; where none does, the term is promised.
"""

from collections.abc import Callable
from dataclasses import dataclass

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, opens_exchange
from trucebook.reading.deals.obligations import Act
from trucebook.reading.deals.offers import turned_down
from trucebook.reading.grammar.parse import Parse

_APART = {"drill", "extortion", "flight", "kidnapping", "minor", "overflight", "recruiting", "recruitment", "sortie"}  # no fire at all
_ASKING = {"ask", "demand", "insist", "request", "urge"}
_BINDING = {"bind", "commit", "oblige"}  # verbs by which a text lays something on its sides, whoever is their subject
_COMMANDING = {"command", "direct", "instruct", "order", "remind", "tell"}  # what a side has its own men do, or has promised before
_PAPERS = deal_words("papers_that_bind")
_BROKEN = deal_words("broken")
_BROUGHT = deal_words("brought_about")
_CLAUSES = {"ROOT", "conj", "relcl"}
_COMING = {"will", "would", "shall", "to", "can"}
_FIGHTING = {"attack", "bomb", "fight", "fire", "shell", "shoot"}  # what a side promises when it says that it will not
_FOUNDING = {"create", "establish", "form", "set"}  # "The text sets up a committee": it is still to be
_GOING_ON = {"begin", "start", "continue"}
_NOT_DENIED = {"amnesty", "autonomy"}  # acts of which some are promised where they are denied
_OFFERING = {"offer", "propose", "volunteer"}
_PUTTING = _OFFERING | {
    "ask",
    "insist",
    "urge",
    "appeal",
    "call",
    "condition",
    "demand",
    "draft",
    "idea",
    "initiative",
    "plan",
    "proposal",
    "request",
    "suggest",
    "suggestion",
}
_OPEN = ("promised", "demanded", "unknown")
_OVER = ("fulfilled", "collapsed", "superseded", "expired")
# how a promise stands by its agreement where no fate of its own is told
_PROMISED_UNDER = {"fulfilled": "done", "expired": "done", "superseded": "unknown", "collapsed": "unknown"}
_RENEGING = {"backtrack", "default", "renege"}
_TOLD = {"watch": "under_way", "kept": "under_way", "carried": "done", "unkept": "breached"}  # how what is told as a fact stands


@dataclass(frozen=True)
class Term:
    """An act with the bond that makes it an obligation."""

    parse: Parse
    act: Act
    bond: Bond

    @property
    def aux(self) -> set[str]:
        """The auxiliaries of the act's verb."""
        return auxiliaries(self.parse, self.act.word)


Rule = Callable[[Term], str | None]


def status_of(parse: Parse, act: Act, bond: Bond) -> str:
    """Return how an act stands; what an offer holds is asked for, or refused with it."""
    term = Term(parse, act, bond)
    status = next((said for rule in RULES if (said := rule(term)) is not None), "promised")
    if status == "promised" and not _is_current(term):
        status = _PROMISED_UNDER.get(str(bond.agreement.value("status")), status)
    if status in _OPEN and _is_spurned(parse, act, bond):
        return "refused"
    apart = bond.kind == "demand" and bond.word != act.word and bond.agreement.value("status") != "refused"
    if bond.agreement.value("type") != "offer" or status not in ("promised", "demanded") or apart:
        return status
    return {"refused": "refused", "proposed": "demanded"}.get(str(bond.agreement.value("status")), status)


def _is_current(term: Term) -> bool:
    """Say whether a term is told as one that holds: "will leave", "are to leave", "the text obliges them to leave"."""
    parse, verb = term.parse, term.act.word
    words = (verb, term.bond.word, parse.head[verb])
    present = any(parse.tag[w] in ("VBZ", "VBP") and parse.pos[w] in ("VERB", "AUX") for w in words)
    return present or bool(_NOW & {parse.lower[c] for w in words for c in parse.children_of(w, "aux")})


_NOW = {"will", "'ll", "shall", "must"}


def _is_spurned(parse: Parse, act: Act, bond: Bond) -> bool:
    """Say whether an act is what a side offers or asks for, or what it asks for in exchange, and that is turned down."""
    here = parse.sentence_of[act.word]
    first = parse.sentences[here][0]
    over = (act.word, *parse.ancestors(act.word), bond.word)
    put = [w for w in over if parse.sentence_of[w] == here and parse.lemma[w] in _PUTTING]
    if not put and any(opens_exchange(parse, j) for j in range(first, act.word)):
        put = [j for j in range(first, act.word) if parse.lemma[j] in _OFFERING]
    return any(turned_down(parse, w) for w in put)


def _in_offer(term: Term) -> str | None:
    """Return how a term stands that an offer holds in its own words."""
    if term.bond.agreement.value("type") != "offer" or term.bond.word != term.act.word:
        return None
    return "refused" if term.bond.agreement.value("status") == "refused" else "demanded"


def _broken(term: Term) -> str | None:
    """Return "breached" for what a side fails to do or does in spite of the agreement."""
    above = (*term.parse.ancestors(term.act.word), *term.parse.ancestors(term.bond.word))
    broken = any(term.parse.lower[a] in _BROKEN or _reneges(term.parse, a) for a in above)
    return "breached" if term.bond.kind == "fail" or broken else None


def _reneges(parse: Parse, verb: int) -> bool:
    """Say whether a verb takes back a word given: "reneged on a promise to", "went back on its word to"."""
    back = parse.lemma[verb] == "go" and parse.lower[verb + 1 : verb + 3] == ["back", "on"]
    return back or (parse.lemma[verb] in _RENEGING and parse.lower[verb + 1 : verb + 2] == ["on"])


def _told_as_fact(term: Term) -> str | None:
    """Return how what is told as a fact stands."""
    return _TOLD.get(term.bond.kind)


def _watching(term: Term) -> str | None:
    """Return "under_way" for a watch that is told in the present under an agreement in force: "A committee oversees these arrangements"."""
    parse, verb = term.parse, term.act.word
    if (
        term.act.action != "monitor"
        or term.act.nominal
        or parse.lemma[verb] in _FOUNDING
        or term.bond.agreement.value("status") not in ("in_force", "violated")
    ):
        return None
    passive = parse.tag[verb] == "VBN" and term.aux and term.aux <= {"is", "are", "being"}
    now = parse.tag[verb] in ("VBZ", "VBP") and not term.aux
    return "under_way" if (now or passive) and parse.child(verb, "neg") is None else None


def _denied(term: Term) -> str | None:
    """Return "refused" for what a side says it will not do, save fighting and what is promised by a denial."""
    if term.bond.word != term.act.word or term.act.action in _NOT_DENIED or term.parse.child(term.act.word, "neg") is None:
        return None
    fighting = term.act.action == "cease_fire" and term.parse.lemma[term.act.word] in _FIGHTING
    return "refused" if not fighting and term.aux & {"will", "would", "wo"} else None


def _declined(term: Term) -> str | None:
    """Return "refused" for what a side refused to do: "the junta refused to free its captives"."""
    refused = (
        term.bond.kind == "refuse"
        and term.parse.lower[term.bond.word] in ("refused", "declined")
        and (term.parse.dep[term.bond.word] != "relcl" or any(term.parse.lower[c] == "when" for c in term.parse.children[term.bond.word]))
    )
    return "refused" if refused and not term.act.nominal else None


def _brought(term: Term) -> str | None:
    """Return "done" for what an agreement brought: "An earlier truce saw hundreds of gunmen leave", "It stopped the air raids"."""
    if term.bond.kind not in ("told", "provide"):
        return None
    parse, verb = term.parse, term.act.word
    if parse.lower[term.bond.word] in _BROUGHT and parse.tag[term.bond.word] == "VBD":
        return "done"
    itself = parse.tag[verb] == "VBD" and not term.act.nominal and not term.aux and parse.dep[verb] in _CLAUSES
    return "done" if itself else None


def _managed(term: Term) -> str | None:
    """Return "done" for what a side is told to have been able to do: "had thus been able to keep its posts"."""
    parse, over = term.parse, term.parse.head[term.act.word]
    if term.act.nominal or parse.lower[over] != "able":
        return None
    told = parse.head[over]
    return "done" if parse.tag[told] in ("VBD", "VBN") and parse.child(told, "neg") is None else None


def _asked(term: Term) -> str | None:
    """Return how a term stands that is demanded, or whose grant is refused; what an agreement itself asks for is promised."""
    if term.bond.kind not in ("demand", "refuse") or _is_laid_down(term):
        return None
    return "refused" if term.bond.kind == "refuse" and (term.act.nominal or term.parse.dep[term.act.word] == "acl") else "demanded"


def _is_laid_down(term: Term) -> bool:
    """Say whether a duty is one of an agreement that was made, or of a command to one's own men, and nobody's wish: "The accord demands
    that", "It obliges both sides to", "ordered his men to", "Under it the gunmen must leave"."""
    parse, word = term.parse, term.bond.word
    agreement = term.bond.agreement
    if term.bond.kind != "demand" or agreement.value("type") == "offer" or agreement.value("status") in ("proposed", "refused"):
        return False
    if word == term.act.word:
        return "must" in term.aux and parse.dep[word] in ("ROOT", "conj", "relcl") and not _is_said(parse, word)
    lemma = parse.lemma[word]
    if parse.pos[word] != "VERB":
        return False
    return lemma in _BINDING | _COMMANDING or any(parse.lemma[w] in _PAPERS for w in parse.children_of(word, "nsubj"))


def _is_said(parse: Parse, verb: int) -> bool:
    """Say whether a verb is in a row with one that somebody says, or is asked of "the parties" as those outside ask it."""
    above = (parse.first_conjunct(verb), *parse.ancestors(verb))
    who = [k for v in (verb, parse.first_conjunct(verb)) for k in parse.children_of(v, "nsubj", "nsubjpass")]
    return any(parse.dep[a] == "ccomp" for a in above) or any(parse.lemma[k] in ("party", "side", "they") for k in who)


def _asked_under(term: Term) -> str | None:
    """Return "demanded" for what a side asks for under an agreement: "demanded that the rebels free the pilots under the truce"."""
    if term.bond.kind != "under" or term.act.nominal or term.parse.dep[term.act.word] != "ccomp" or term.aux:
        return None
    return "demanded" if term.parse.lemma[term.parse.head[term.act.word]] in _ASKING else None


def _under(term: Term) -> str | None:
    """Return how what is told under an agreement or in exchange stands, by the tense of its verb."""
    if term.bond.kind not in ("under", "exchange"):
        return None
    verb, aux = term.act.word, term.aux
    if term.bond.kind == "exchange" and _is_now(term.parse, verb, aux):
        return "promised"  # "hands over the fort; in return the embargo is lifted"
    given = verb > term.bond.word and not aux and term.parse.tag[verb] == "VBG"  # "in exchange for laying down their arms"
    if term.act.nominal or given or aux & _COMING or term.parse.tag[verb] == "VB":
        return "done" if _in_past_clause(term) else "promised"
    if term.act.action == "cease_fire" and term.bond.kind == "under" and not _is_over(term.bond.agreement):
        return "under_way"  # "have stopped shelling the port under the truce"
    if term.parse.dep[verb] == "xcomp" and term.parse.lemma[term.parse.head[verb]] in _GOING_ON:
        return "under_way"  # "began leaving the town under a deal"
    going_on = "been" not in aux and aux & {"is", "are", "was", "were", "being"} and term.parse.tag[verb] == "VBG"
    return "under_way" if going_on else "done"


def _is_now(parse: Parse, verb: int, aux: set[str]) -> bool:
    """Say whether a verb tells a term in the plain present: "whereby it frees its captives", "heavy guns are handed over"."""
    plain = parse.tag[verb] in ("VBZ", "VBP") and not aux
    return plain or (parse.tag[verb] == "VBN" and bool(aux) and aux <= {"is", "are"})


def _not_held(term: Term) -> str | None:
    """Return "breached" for a promise to hold fire under an agreement told as violated."""
    broken = (
        term.act.action == "cease_fire"
        and term.bond.kind in ("demand", "promise", "provide", "told", "weighed")
        and term.bond.agreement.value("status") in ("violated", "collapsed")
    )
    return "breached" if broken and not (term.act.theme is not None and term.parse.lemma[term.act.theme] in _APART) else None


RULES: tuple[Rule, ...] = (
    _in_offer,
    _broken,
    _told_as_fact,
    _watching,
    _denied,
    _declined,
    _brought,
    _managed,
    _asked,
    _asked_under,
    _under,
    _not_held,
)


def auxiliaries(parse: Parse, verb: int) -> set[str]:
    """Return the auxiliaries of a verb, with those of "have" over it ("are to have their papers settled")."""
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if parse.dep[verb] == "ccomp" and parse.lemma[parse.head[verb]] == "have":
        aux |= {parse.lower[c] for c in parse.children_of(parse.head[verb], "aux")}
    return aux


def _in_past_clause(term: Term) -> bool:
    """Say whether the bond of a noun or gerund hangs on a verb of the past, and not on what was "to be" or "would be" done."""
    parse, over = term.parse, term.parse.head[term.bond.word]
    if parse.pos[over] != "VERB" or not (term.act.nominal or parse.tag[term.act.word] == "VBG"):
        return False
    return parse.tag[over] == "VBD" or (
        parse.tag[over] == "VBN" and not _COMING & auxiliaries(parse, over) and not parse.is_infinitive(over)
    )


def _is_over(agreement: Claim) -> bool:
    return agreement.value("status") in _OVER
