"""Predicates: which verbs speak of an arrangement, and in what role it stands with each: subject, passive or object.

Invariant: every verb found is a word of the sentence of a naming; what the verb says is left to standing.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import AGREED, idiom_over, is_agreeing
from trucebook.reading.deals.lengths import is_cut_short
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.phrases import torn_row
from trucebook.reading.grammar.parse import Parse

_CONTROL = deal_words("control")
_DOING = deal_words("doing_of_deals")
_GIVEN = deal_words("given_by_word")
_PARTS = deal_words("parts_of_deals")
_LASTING = deal_words("lasting") | {"continue", "remain", "stand"}
_MADE = deal_words("made")
_SAME = deal_words("truce_nouns")
OPENING = {"begin", "come", "enter", "go", "start", "take"}
_ENDING = deal_words("ends_without_object")
_CLAUSES = {"after", "as", "because", "before", "but", "if", "once", "that", "until", "when", "while", "which", "who"}
_GOVERNING = {"to", "with", "by", "on", "from", "over", "of", "into", "in", "for", "against"}


def predicates(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    """Return (verb, role) of every verb the naming takes part in; role is subject, passive or object."""
    found: list[tuple[int, str]] = []
    w = naming.word
    for c in participles(parse, naming):
        alone = parse.lower[c - 1] == "," and parse.child(c, "agent") is None and parse.head[w] == w
        found.append((c, "subject" if alone and parse.child(c, "auxpass") is None else "passive"))
        found += [(v, "passive") for v in _in_row(parse, c) if parse.tag[v] == "VBN"]  # "a truce agreed in May and broken in June"
    found += [(v, "subject") for v in (torn_lasting(parse, naming), torn_end(parse, naming)) if v is not None]
    found += [(v, "passive") for v in torn_passive(parse, naming)]
    for c in parse.children[w]:
        if parse.dep[c] == "relcl" and parse.pos[c] in ("VERB", "AUX"):
            own = [k for k in parse.children[c] if parse.dep[k] in ("nsubj", "nsubjpass")]
            if any(parse.tag[k] in ("WDT", "WP") for k in own):
                found.append((c, "passive" if any(parse.dep[k] == "nsubjpass" for k in own) else "subject"))
                found += [(v, _role_of(parse, v)) for v in parse.conjuncts(c)[1:] if parse.child(v, "nsubj", "nsubjpass") is None]
            elif own and not _by_which(parse, c):
                found.append((c, AGREED if is_agreeing(parse, c) else "object"))
                found += [(v, "object") for v in _in_row(parse, c)]
            found += [(k, "subject") for k in _to_be(parse, c)] if own and not _by_which(parse, c) and found[-1][1] != "object" else []
        elif parse.dep[c] == "acl" and parse.tag[c] == "VBG":
            found.append((c, "subject"))
        elif parse.dep[c] == "amod" and parse.lower[c] in ("due", "set") and c > w:
            found.extend((k, "subject") for k in parse.children[c] if parse.dep[k] == "xcomp")
    top = parse.first_conjunct(w)
    if parse.dep[top] == "compound" and parse.lemma[parse.head[top]] in _SAME:
        top = parse.head[top]  # "ignoring the ceasefire regime"
    if parse.dep[top] == "appos" and top - parse.head[top] <= 8:
        top = parse.head[top]
    if parse.dep[top] == "pobj" and parse.lower[parse.head[top]] in ("including", "like"):
        top = parse.head[parse.head[top]]  # "Earlier truces, including one of May, have failed"
    top = _whole_of(parse, top)
    dep, head = parse.dep[top], parse.head[top]
    if (idiom := idiom_over(parse, top)) is not None:
        return [*found, idiom]
    if dep == "nsubj" and told_by_agent(parse, head):
        found.append((head, "passive"))
        real = [c for c in parse.children[head] if parse.dep[c] == "ccomp"]
        found += [t for c in dict.fromkeys([*real, *_after_participle(parse, head)]) for t in sharing(parse, c, _role_of(parse, c))]
    elif dep in ("nsubj", "nsubjpass"):
        found += sharing(parse, head, "passive" if dep == "nsubjpass" else "subject")
    elif dep in ("dobj", "attr"):
        found.append((head, "object"))
    elif dep == "pobj" and parse.dep[head] == "agent":
        ended = parse.child(parse.head[head], "nsubj") is not None  # "The war ended by the peace of 1851"
        found.append((parse.head[head], "object" if ended else "subject"))
    elif dep == "pobj" and parse.lower[head] in _GOVERNING:
        over = parse.head[head]
        if parse.lower[head] == "by" and parse.child(over, "dobj") is not None:
            pass  # "By its terms the junta withdraws its tanks": nothing is done to the text
        elif parse.pos[over] in ("VERB", "AUX"):
            found.append((over, "object"))
        elif parse.pos[over] == "NOUN" and parse.dep[over] == "dobj" and parse.lemma[over] in ("end", "hold", "place"):
            found.append((parse.head[over], "object"))
    return _with_passive(parse, naming, found) or _by_order(parse, naming)


def _in_row(parse: Parse, verb: int) -> list[int]:
    """Return the verbs beside one that tells of a naming, without doer or object of their own: "that they signed and later tore up"."""
    row = (v for v in parse.conjuncts(verb)[1:] if parse.pos[v] == "VERB")
    return [v for v in row if parse.child(v, "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp") is None]


def _whole_of(parse: Parse, word: int) -> int:
    """Return the noun that takes a naming's place as what is kept or broken ("not a single point of the deal"), or as what goes on or stops
    ("the implementation of the deal stalled"), or as what is turned down ("dismissed the announcement of a truce"); else its own word."""
    prep = parse.head[word]
    over = parse.head[prep]
    if parse.dep[word] != "pobj" or parse.lower[prep] != "of" or parse.pos[over] != "NOUN":
        return word
    part = parse.lemma[over] in _PARTS and parse.dep[over] in ("dobj", "nsubjpass")
    doing = parse.lemma[over] in _DOING and parse.dep[over] in ("nsubj", "nsubjpass")
    given = parse.lemma[over] in _GIVEN and parse.dep[over] in ("dobj", "nsubjpass")
    return over if part or doing or given else word


def _role_of(parse: Parse, verb: int) -> str:
    """Return the role in which a verb that lost its subject has it: passive beside "was"."""
    return "passive" if parse.child(verb, "auxpass") is not None else "subject"


def _with_passive(parse: Parse, naming: Naming, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the verbs with the passive right behind a naming that the parser hung elsewhere: "on 7 March and the treaty was signed"."""
    j = naming.last + 1
    if parse.dep[naming.word] != "conj" or j + 1 >= len(parse) or parse.lower[j] not in ("was", "were") or parse.tag[j + 1] != "VBN":
        return found
    return found if any(v == j + 1 for v, _ in found) else [*found, (j + 1, "passive")]


def torn_lasting(parse: Parse, naming: Naming) -> int | None:
    """Return "lasted" that the parser hung on another noun behind a naming: "A truce drawn up by elders lasted an hour"."""
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for j in range(naming.last + 1, last):
        short = parse.lower[j] in ("held", "survived") and j == naming.last + 1 and is_cut_short(parse, j)
        if parse.lower[j] == "lasted" or short:
            return j if parse.dep[j] == "acl" and parse.child(j, "nsubj") is None else None
        if parse.words[j] in (".", ";") or parse.tag[j] in ("VBZ", "VBP", "MD"):
            return None
    return None


def torn_end(parse: Parse, naming: Naming) -> int | None:
    """Return the verb of an end or of holding that lost its subject to what stands between: "a pause declared by A to let men leave ran
    out", "since a truce made last July fell apart"."""
    for j in range(naming.last + 1, parse.sentences[parse.sentence_of[naming.word]][1]):
        if parse.words[j] in (".", ";", ":") or (parse.lower[j] in _CLAUSES and parse.dep[j] in ("mark", "advmod", "cc")):
            return None
        if parse.tag[j] != "VBD" or parse.lemma[j] not in _ENDING or parse.dep[j] == "conj":
            continue
        if parse.child(j, "nsubj", "nsubjpass", "expl", "dobj") is None and parse.head[j] != naming.word:
            return j
    return None


def torn_passive(parse: Parse, naming: Naming) -> list[int]:
    """Return the passive that lost its subject to a participle taken for a verb: "The deal reached in May was carried out"."""
    made = parse.head[naming.word]
    if parse.dep[naming.word] != "nsubj" or parse.lemma[made] not in _MADE or parse.child(made, "dobj", "aux", "auxpass") is not None:
        return []
    for j in range(made + 1, parse.sentences[parse.sentence_of[made]][1]):
        if parse.words[j] in (".", ";", ":", ",") or parse.child(j, "nsubj", "nsubjpass") is not None:
            return []
        if parse.tag[j] == "VBN" and parse.child(j, "auxpass") is not None:
            return [j]
    return []


def _by_which(parse: Parse, verb: int) -> bool:
    """Say whether a relative clause tells what happens "under which" or "by which": a term, nothing done to the agreement."""
    return any(
        parse.lower[c] in ("by", "under", "whereby") and any(parse.tag[k] == "WDT" for k in parse.children[c]) for c in parse.children[verb]
    )


def _to_be(parse: Parse, verb: int) -> list[int]:
    """Return what a form of "be" says is to happen: "is to start on Tuesday"."""
    return [
        c
        for c in parse.children[verb]
        if parse.lemma[verb] == "be" and parse.dep[c] == "xcomp" and parse.tag[c] == "VB" and parse.lemma[c] in OPENING
    ]


def told_by_agent(parse: Parse, verb: int) -> bool:
    """Say whether the parser took a participle for the verb of the sentence: "The truce agreed by the clans took effect"."""
    if parse.tag[verb] not in ("VBN", "VBD") or parse.child(verb, "aux", "auxpass", "dobj") is not None:
        return False
    if parse.lemma[verb] == "be":
        return False  # "said the truce was over and resumed its raids"
    if parse.lemma[verb] in _MADE and any(parse.dep[c] == "mark" and parse.lower[c] == "with" for c in parse.children[verb]):
        return True  # "with the papers finally signed"
    if parse.tag[verb] == "VBN" and parse.words[verb - 1] == "," and parse.lemma[verb] in _MADE:
        return True  # "The Treaty of A, signed in May, gave …"
    return parse.child(verb, "agent") is not None or bool(_after_participle(parse, verb))


def _after_participle(parse: Parse, verb: int) -> list[int]:
    """Return the past verbs without a subject of their own behind a participle taken for the verb: "A truce agreed in May broke down"."""
    below = [
        c for c in parse.children[verb] if c > verb and parse.dep[c] in ("advcl", "ccomp", "conj", "dep", "xcomp") and _is_finite(parse, c)
    ]
    return [c for c in below if parse.child(c, "nsubj", "nsubjpass", "mark") is None]


def _is_finite(parse: Parse, verb: int) -> bool:
    """Say whether a verb is in the past, or stands with an auxiliary: "is holding", "has broken"."""
    yet = parse.tag[verb] == "VBZ" and parse.lower[verb : verb + 2] == ["has", "yet"]  # "A swap agreed in May has yet to be made"
    lasting = parse.tag[verb] == "VBZ" and parse.lemma[verb] in _LASTING  # "The truce agreed last week holds"
    return (
        parse.tag[verb] == "VBD"
        or yet
        or lasting
        or any(parse.dep[c] in ("aux", "auxpass") and parse.tag[c] in ("VBD", "VBP", "VBZ") for c in parse.children[verb])
    )


def _by_order(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    """Return the verb right after a naming that the parser left hanging, as in "Truce twice broken by …"."""
    for j in range(naming.last + 1, min(naming.last + 4, len(parse))):
        if parse.sentence_of[j] != parse.sentence_of[naming.word] or parse.words[j] in (",", ".", ";", ":"):
            break
        if parse.tag[j] in ("VBN", "VBD", "VBZ", "VBP") and parse.pos[j] == "VERB":
            return [(j, "passive" if parse.tag[j] == "VBN" else "subject")]
        if parse.pos[j] not in ("ADV", "AUX"):
            break
    return []


def sharing(parse: Parse, verb: int, role: str) -> list[tuple[int, str]]:
    """Return a verb and those that share its subject: complements of "appears to …" and coordinated verbs."""
    found = [(verb, role)]
    for v, r in found:
        for c in parse.children[v]:
            beside = parse.dep[c] == "conj" or (parse.dep[c] == "dep" and c > v and "then" in parse.lower[max(v, c - 2) : c])
            if beside and parse.pos[c] in ("VERB", "AUX") and parse.child(c, "nsubj", "nsubjpass") is None:
                own = parse.tag[c] == "VBN" and parse.child(c, "dobj", "aux") is None
                found.append((c, "passive" if parse.child(c, "auxpass") is not None else r if own else "subject"))
            elif parse.dep[c] in ("xcomp", "acomp") and (parse.lemma[v] in _CONTROL or parse.lemma[c] in _CONTROL or parse.pos[v] == "AUX"):
                if parse.pos[c] in ("VERB", "AUX"):
                    found.append((c, "passive" if parse.child(c, "auxpass") is not None else "subject"))
                else:
                    found.extend((k, "subject") for k in parse.children[c] if parse.dep[k] == "xcomp")
        if len(found) > 8:
            break
    return found


def participles(parse: Parse, naming: Naming) -> list[int]:
    """Return the participles that speak of a naming, those too that the parser hung on a place in between ("the truce in X announced by Y")
    or on the noun above it ("violations of the truce announced by Y")."""
    under = [naming.word]
    under += [
        k
        for c in parse.children[naming.word]
        if parse.dep[c] == "prep" and parse.lower[c] in ("in", "for", "on")
        for k in parse.children[c]
    ]
    found = [c for w in under for c in parse.children[w] if parse.dep[c] == "acl" and parse.tag[c] == "VBN" and c > w]
    over = [a for n, a in enumerate(parse.ancestors(naming.word)) if n < 3 and parse.pos[a] == "NOUN"]
    found += [c for a in over for c in parse.children[a] if parse.dep[c] == "acl" and naming.word < c and parse.lemma[c] in _MADE]
    return found


def doer_of(parse: Parse, verb: int) -> int | None:
    """Return who does what a verb says: its own subject, or that of the verb it hangs on."""
    subject = parse.child(verb, "nsubj", "nsubjpass")
    if subject is not None:
        return subject
    head = parse.head[verb]
    if parse.dep[head] == "attr" and parse.tag[verb] == "VB" and parse.dep[verb] in ("relcl", "acl", "advcl"):
        return doer_of(parse, parse.head[head])  # "X was the first to sign"
    if parse.dep[verb] == "pcomp" and parse.lower[head] in ("after", "before", "by", "since") and parse.pos[parse.head[head]] == "VERB":
        return doer_of(parse, parse.head[head])  # "Two days after signing a deal, A said"
    if head != verb and parse.dep[verb] in ("conj", "xcomp", "advcl") and parse.pos[head] in ("VERB", "AUX"):
        return doer_of(parse, head)
    return next(iter(torn_row(parse, verb)), None)
