"""References: pronouns and definite descriptions, each tied to the actor or place it stands for.

Invariant: a reference never points forward, and never at another reference.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from trucebook import codebook
from trucebook.model import ActorValue, Mention, PlaceValue
from trucebook.reading.covering import Cover
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.lexicon import terms

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
IT = frozenset(("it", "its", "itself"))
WE = frozenset(("we", "us", "our", "ours", "ourselves"))
ME = frozenset(("i", "me", "my", "mine", "myself"))
PRONOUNS = HE | SHE | THEY | IT | WE | ME
ISSUERS = frozenset(("state", "international_organisation", "ngo", "alliance"))
POINTERS = frozenset(("the", "this", "that"))
ASIDE = frozenset(("caption", "credit", "dateline", "boilerplate"))
RELATIVES = frozenset(("who", "which", "that", "whose"))
SENTENCES_BACK = 4
CANDIDATES = 60


class Candidate(NamedTuple):
    """A mention that a reference may point at: its head word, sentence and grammar."""

    mention: Mention
    head: int
    sentence: int
    subject: bool
    plural: bool

    @property
    def kind(self) -> str:
        """The actor kind, or "place"."""
        value = self.mention.value
        return (value.kind or "") if isinstance(value, ActorValue) else "place"


def resolve_references(notes: Notes) -> dict[int, Mention]:
    """Return word index → the mention that a pronoun, relative pronoun or definite description at that word stands for.

    Looks back over at most five sentences; subjects count more than objects, near more than far, and number, person and
    kind must agree. "He" falls back on a government or body where no person was named (machine translation).
    """
    parse = notes.parse
    tells, places = descriptions()
    wanted = PRONOUNS | RELATIVES | tells.keys() | places.keys()
    anaphors = [i for i, lower in enumerate(parse.lower) if lower in wanted]
    if not anaphors:
        return {}
    candidates = _candidates(notes)
    heads = [c.head for c in candidates]
    found: dict[int, Mention] = {}
    issuer = _issuer(candidates)
    quoted = parse.quoted
    echoes: dict[str, Candidate] = {}
    for i in anaphors:
        lower = parse.lower[i]
        if (lower in WE or lower in ME) and parse.pos[i] == "PRON":
            speaker = _speaker(parse, candidates, heads, i)
            if speaker is not None or (lower in WE and not quoted[i]):
                _keep(found, i, speaker or issuer)
        elif lower in HE or lower in SHE or lower in THEY or lower in IT:
            if parse.pos[i] == "PRON":
                near = _with_echo(_before(candidates, heads, parse, i, found), echoes.get(family(lower)))
                meant = _of_pronoun(parse, near, i, lower)
                if meant is not None:
                    found[i] = meant.mention
                    subject = parse.dep[i] in ("nsubj", "nsubjpass")
                    echoes[family(lower)] = meant._replace(head=i, sentence=parse.sentence_of[i], subject=subject, plural=lower in THEY)
        elif lower in RELATIVES:
            _keep(found, i, _of_relative(parse, candidates, heads, i))
        elif _is_pointer(parse, i):
            _keep(found, i, _of_description(_before(candidates, heads, parse, i, found), lower))
    return found


def family(pronoun: str) -> str:
    """Return the name of the pronouns that decline together."""
    return "he" if pronoun in HE else "she" if pronoun in SHE else "they" if pronoun in THEY else "it"


def _with_echo(near: list[Candidate], echo: Candidate | None) -> list[Candidate]:
    """Put what the last pronoun of the same family stood for among the candidates, at the place of that pronoun."""
    if echo is None:
        return near
    at = next((k for k, c in enumerate(near) if c.head < echo.head), len(near))
    return [*near[:at], echo, *near[at:]]


@cache
def descriptions() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the nouns that can stand for a known actor, with its kinds, and for a place, with its precisions."""
    lists = codebook.load().lexicons["actors"]
    tells = {name.removeprefix("kinds_of_"): frozenset(words) for name, words in lists.items() if name.startswith("kinds_of_")}
    places = {name.removeprefix("precisions_of_"): frozenset(words) for name, words in lists.items() if name.startswith("precisions_of_")}
    return tells, places


def _keep(found: dict[int, Mention], word: int, mention: Mention | None) -> None:
    if mention is not None:
        found[word] = mention


def _candidates(notes: Notes) -> list[Candidate]:
    parse = notes.parse
    made: dict[int, Candidate] = {}
    aside = Cover((b.start, b.end) for b in notes.blocks if b.role in ASIDE)
    for mention in (*notes.actors, *notes.places):
        head = _head(parse, mention)
        if head is None or parse.lower[head] in PRONOUNS or aside.holds(mention.start):
            continue
        known = made.get(head)
        if (
            known is not None
            and (known.kind != "place")
            and (mention.kind == "place" or mention.end - mention.start < known.mention.end - known.mention.start)
        ):
            continue
        made[head] = _candidate(parse, mention, head)
    return sorted(made.values(), key=lambda c: c.head)


def _head(parse: Parse, mention: Mention) -> int | None:
    first = parse.word_at(mention.start)
    if first >= 0 and parse.end[first] >= mention.end > parse.start[first]:
        return first
    return parse.head_of(mention.start, mention.end)


def _candidate(parse: Parse, mention: Mention, head: int) -> Candidate:
    first = parse.first_conjunct(head)
    plural = parse.tag[head] in ("NNS", "NNPS") or parse.child(head, "cc") is not None
    return Candidate(
        mention=mention,
        head=head,
        sentence=parse.sentence_of[head],
        subject=parse.dep[first] in ("nsubj", "nsubjpass"),
        plural=plural,
    )


def _gender(mention: Mention) -> str:
    """Return "male" or "female" where a title or a kinship word tells, else an empty string."""
    if not isinstance(mention.value, ActorValue) or mention.value.kind != "person":
        return ""
    words = mention.text.lower().split()
    return "female" if not terms("female_words").isdisjoint(words) else "" if terms("male_words").isdisjoint(words) else "male"


def _before(candidates: list[Candidate], heads: list[int], parse: Parse, i: int, found: dict[int, Mention]) -> list[Candidate]:
    """Return the candidates that end before word i, nearest first, within reach; references already told are none."""
    at = bisect_left(heads, i)
    near = candidates[max(0, at - CANDIDATES) : at]
    here, begin = parse.sentence_of[i], parse.start[i]
    return [c for c in reversed(near) if here - c.sentence <= SENTENCES_BACK and c.mention.end <= begin and c.head not in found]


def _of_pronoun(parse: Parse, near: list[Candidate], i: int, lower: str) -> Candidate | None:
    if lower in HE or lower in SHE:
        wrong = "female" if lower in HE else "male"
        found = _best(parse, near, i, lambda c: c.kind == "person" and not c.plural and _gender(c.mention) != wrong)
        return found or _best(parse, near, i, lambda c: c.kind in ("state", "force", "rebel_group") and lower in HE and c.subject)
    if lower in THEY:
        if lower == "they" and _things_before(parse, near, i):
            return None
        found = _best(parse, near, i, lambda c: c.kind != "place" and c.plural)
        bodies = descriptions()[0]["group"] | {"force", "population"}
        return found or _best(parse, near, i, lambda c: c.kind in bodies)
    if _is_empty(parse, i):
        return None
    found = _best(parse, near, i, lambda c: c.kind not in ("person", "population", "place") and not c.plural)
    return found or (_best(parse, near, i, lambda c: c.kind == "place") if lower == "its" else None)


def _things_before(parse: Parse, near: list[Candidate], i: int) -> bool:
    """Say whether the nearest plural subject before word i in its sentence is no actor ("the rules held: they gave …")."""
    first = parse.sentences[parse.sentence_of[i]][0]
    for k in range(i - 1, first - 1, -1):
        if parse.tag[k] in ("NNS", "NNPS") and parse.dep[k] in ("nsubj", "nsubjpass"):
            return all(c.head != k for c in near)
    return False


def _issuer(candidates: list[Candidate]) -> Mention | None:
    """Return the body whose statement a report prints: the first body that is a subject in its first two sentences."""
    return next((c.mention for c in candidates if c.sentence <= 1 and c.subject and c.kind in ISSUERS and _named(c)), None)


def _speaker(parse: Parse, candidates: list[Candidate], heads: list[int], i: int) -> Mention | None:
    """Return who says "we" or "I": the subject of a verb of saying in the same sentence, or in the one that opened the speech."""
    here = parse.sentence_of[i]
    for sentence in range(here, max(-1, here - 4), -1):
        first, last = parse.sentences[sentence]
        for k in range(first, last):
            if parse.lemma[k] in terms("speech_verbs") and parse.pos[k] == "VERB" and _opens_speech(parse, k, i, last):
                subject = parse.child(k, "nsubj")
                if subject is None or subject == i:
                    continue
                at = bisect_left(heads, subject)
                if at < len(heads) and heads[at] == subject and candidates[at].kind != "place":
                    return candidates[at].mention if candidates[at].mention.start < parse.start[i] or sentence == here else None
        if "\n\n" in parse.smooth[parse.end[first - 1] if first else 0 : parse.start[first]] and sentence < here:
            return None
    return None


def _opens_speech(parse: Parse, verb: int, i: int, last: int) -> bool:
    """Say whether a verb of saying governs word i: both in one sentence or quotation, or a colon ends the verb's sentence."""
    if parse.sentence_of[verb] == parse.sentence_of[i]:
        return parse.quoted[i] or any(a == verb for a in parse.ancestors(i)) or ":" in parse.words[verb:i]
    return parse.quoted[i] or ":" in parse.words[verb:last]


def _is_empty(parse: Parse, i: int) -> bool:
    """Say whether an "it" points at nothing ("it is clear that", "it rained")."""
    head = parse.head[i]
    if parse.dep[i] == "expl" or (parse.dep[i] == "dobj" and parse.lemma[head] in terms("fact_verbs")):
        return True
    if parse.dep[i] not in ("nsubj", "nsubjpass"):
        return False
    if parse.lemma[head] in ("be", "seem", "appear", "take", "rain", "snow", "happen", "turn", "mean", "remain", "become"):
        return True
    return parse.dep[i] == "nsubjpass" and parse.child(head, "ccomp", "xcomp", "csubj", "csubjpass") is not None


def _best(parse: Parse, near: list[Candidate], i: int, fits: Callable[[Candidate], bool]) -> Candidate | None:
    best, top = None, 0.0
    here = parse.sentence_of[i]
    for rank, c in enumerate(near):
        if not fits(c) or _binds(parse, c, i):
            continue
        score = 20.0 - 4 * (here - c.sentence) + (5 if c.subject else 0) - 0.2 * rank
        if score > top:
            best, top = c, score
    return best


def _binds(parse: Parse, candidate: Candidate, i: int) -> bool:
    """Say whether candidate and pronoun are partners of one verb, which bars the one from meaning the other."""
    if parse.dep[i] == "poss":
        return parse.head[i] == candidate.head
    return parse.head[i] == parse.head[candidate.head] and not parse.lower[i].endswith(("self", "selves"))


def _of_relative(parse: Parse, candidates: list[Candidate], heads: list[int], i: int) -> Mention | None:
    """Return the mention that a relative pronoun's clause hangs on."""
    if parse.tag[i] not in ("WP", "WDT", "WP$") and parse.dep[i] not in ("nsubj", "nsubjpass", "dobj"):
        return None
    verb = parse.head[i]
    if parse.dep[i] == "poss":
        verb = parse.head[verb]
    for _ in range(3):
        if parse.dep[verb] == "relcl":
            at = bisect_left(heads, parse.head[verb])
            if at < len(heads) and heads[at] == parse.head[verb] and parse.head[verb] < i:
                return candidates[at].mention
            return None
        verb = parse.head[verb]
    return None


def _is_pointer(parse: Parse, i: int) -> bool:
    tells, places = descriptions()
    return (parse.lower[i] in tells or parse.lower[i] in places) and _is_bare(parse, i)


def _is_bare(parse: Parse, i: int) -> bool:
    """Say whether a description has a pointing article and nothing else of its own ("the group", "this city")."""
    left = [c for c in parse.children[i] if c < i and parse.dep[c] != "punct"]
    right = [c for c in parse.children[i] if c > i and (parse.lower[c] == "of" or parse.dep[c] in ("relcl", "acl", "appos"))]
    return len(left) == 1 and parse.lower[left[0]] in POINTERS and not right and (parse.dep[i] not in ("compound", "amod", "nmod"))


def _of_description(near: list[Candidate], lower: str) -> Mention | None:
    """Return what a bare description means: the nearest name that holds the same noun ("the army": "the Syrian army"), else the nearest."""
    tells, places = descriptions()
    if lower in tells:
        kinds = tells[lower]
        fitting = [c for c in near if c.kind in kinds and _named(c)]
        same = [c for c in fitting if lower in c.mention.text.lower().split()]
        known = [c for c in fitting if isinstance(c.mention.value, ActorValue) and c.mention.value.actor_id]
        return (same or known or fitting)[0].mention if fitting else None
    precisions = places[lower]
    for c in near:
        value = c.mention.value
        if isinstance(value, PlaceValue) and (value.precision in precisions):
            return c.mention
    return None


def _named(candidate: Candidate) -> bool:
    """Say whether a candidate is a name rather than another description."""
    value = candidate.mention.value
    return isinstance(value, ActorValue) and (value.actor_id is not None or any(ch.isupper() for ch in candidate.mention.text[1:]))
