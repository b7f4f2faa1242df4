"""Parties: who is bound by an arrangement, who brought it about and who watches it, from the roles around its namings.

Invariant: a name is given as written, once; a broker is no party and a monitor no broker.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from trucebook.model import ActorValue, PlaceValue
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import idiom_over, is_agreeing, verb_in_row
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.offerers import find_offerers, is_brokering
from trucebook.reading.deals.outside import are_foreign, country_of, fought_over, has_men_there, is_outsider
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.phrases import is_named_by, once, people, people_meant, phrase_of
from trucebook.reading.deals.predicates import doer_of, participles, told_by_agent
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_STATES = deal_words("outside_states")
_WATCHERS = deal_words("watchers")
_GOOD_OFFICES = deal_words("good_offices")
_WAYS = deal_words("ways_between")
_CARRYING = deal_words("carrying_words")
_WITH = deal_words("with_verbs")
_SIGNING = deal_words("signing")
_REFUSING = deal_words("refusing")
_TAKING = {"accept", "approve", "join", "observe", "reject", "respect"}  # what a side does with what others brought about
_DELEGATES = deal_words("delegates")
_ANNOUNCING = {"agree", "announce", "declare", "reach"}
_DRAFTING = {"co-sponsor", "draft", "submit", "table", "write"}
_TOWN = {"dignitary", "elder", "notable"}
_BELLIGERENTS = {"belligerent", "combatant", "party", "side"}
_TALKS = {"contact", "dialogue", "meeting", "negotiation", "talk"}
_OFFICES = deal_words("high_offices")
_WHERE = deal_words("where")
_ARMED_KINDS = {"alliance", "force", "local_body", "militia", "political_body", "rebel_group", "state"}
_SIDES = deal_words("sides") - {"group", "party", "side"} | {"commander", "minister", "ministry", "spokesman", "official"}
_PEOPLE = deal_words("sides") | deal_words("armed") | _DELEGATES


@dataclass
class Roles:
    """Head words of parties, mediators and monitors, without doubles, in order of finding."""

    parties: list[int] = field(default_factory=list)
    mediators: list[int] = field(default_factory=list)
    monitors: list[int] = field(default_factory=list)
    signers: list[int] = field(default_factory=list)
    announcers: list[int] = field(default_factory=list)


def find_roles(notes: Notes, lexicon: Lexicon, arrangement: Arrangement) -> Roles:
    """Return who stands in which role around the namings of an arrangement."""
    parse = notes.parse
    roles = Roles()
    agents: list[int] = []
    for naming in arrangement.namings:
        roles.parties += _two_sided(notes, lexicon, naming)
        answer = answered_after(parse, naming.word)
        if naming.unsure and not naming.definite and not naming.offer and answer is None:
            continue
        roles.mediators += _mediators_before(parse, lexicon, naming)
        _of_verbs(notes, lexicon, naming, roles, agents)
        _of_nouns(parse, lexicon, naming, roles)
        _by_order(parse, naming, roles)
        if naming.offer:
            sides, outsiders = find_offerers(notes, lexicon, naming)
            agents += [w for w in sides if w not in agents]
            roles.mediators += outsiders
    if len(roles.parties) < 2 and not agents:
        agents += next((who for n in arrangement.namings if not n.unsure and (who := _in_row(notes, lexicon, n))), [])
    announcers = [w for w in agents if w in roles.announcers]
    others = [w for w in agents if w not in announcers]
    if announcers and others and not is_named_by(parse, announcers[0], others):
        agents = others
        roles.mediators += [w for w in announcers if parse.pos[w] == "PROPN" and w not in roles.signers]
    known = [*roles.parties, *agents, *roles.mediators]
    if roles.parties or agents:
        told = [w for n in arrangement.namings if not n.unsure for w in _told_by_others(notes, n)]
        roles.mediators += [w for w in told if not is_named_by(parse, w, known)]
    if roles.parties:
        paired = any(parse.lower[c] == "between" for n in arrangement.namings for c in parse.children[n.word])
        roles.parties += [] if paired else roles.signers
        if not paired and any(_counterpart(parse, n) for n in arrangement.namings):
            roles.parties += roles.announcers  # "he announced a truce with the clans"
        states = [a for a in agents if a not in roles.parties]
        if (
            not paired
            and len(roles.parties) == 1
            and any(parse.lower[c] == "with" for n in arrangement.namings for c in parse.children[n.word])
        ):
            ours = [a for a in states if not is_outsider(notes, a) and fought_over(notes) in (None, country_of(notes, a))]
            roles.parties += ours
            states = [a for a in states if a not in ours]
        if any(n in roles.parties for n in agents if paired or n not in roles.signers):
            states = []
        roles.mediators += [a for a in states if not is_named_by(parse, a, roles.parties) and parse.pos[a] == "PROPN"]
        roles.parties += [a for a in states if parse.pos[a] != "PROPN"]
    else:
        roles.parties += agents
    roles.parties = [p for w in roles.parties for p in (w, *_delegating(parse, w))]
    roles.mediators = once(parse, roles.mediators)
    own = {n.word for n in arrangement.namings}
    roles.parties = sorted(
        p
        for p in once(parse, [w for w in roles.parties if w not in own])
        if not is_named_by(parse, p, roles.mediators) and (_is_side(notes, p) or p in roles.signers)
    )
    roles.monitors = once(parse, roles.monitors)
    return roles


def _speak_for_town(parse: Parse, who: list[int]) -> bool:
    """Say whether those who agree speak for their own people: "elders reached an agreement with the army"."""
    return all(parse.lemma[w].lower() in _TOWN for w in who)


def _stands_out(parse: Parse, verb: int) -> bool:
    """Say whether somebody is told not to have joined or signed: "has not joined the deal", "refused to sign it"."""
    over = parse.lemma[parse.head[verb]].lower() if parse.dep[verb] == "xcomp" else ""
    return parse.lemma[verb].lower() in ("accede", "join", "sign") and (
        parse.child(verb, "neg") is not None or over in ("decline", "refuse")
    )


def _counterpart(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming says with whom it was made: "a truce with five clans"."""
    return naming.indefinite and any(parse.lower[c] == "with" for c in parse.children[naming.word])


def _delegating(parse: Parse, word: int) -> list[int]:
    """Return who else sent those who signed: "delegations of the clan and of the army"."""
    if parse.lemma[word].lower() not in _DELEGATES:
        return []
    of = next((c for c in parse.children[word] if parse.lower[c] == "of"), None)
    return [k for c in parse.conjuncts(of)[1:] for k in parse.children[c] if parse.dep[k] == "pobj"] if of is not None else []


def _objects(parse: Parse, prep: int) -> list[int]:
    inner = [c for c in parse.children[prep] if parse.dep[c] in ("pobj", "conj")]
    return [w for i in inner for w in people(parse, i)]


def _between(parse: Parse, prep: int) -> list[int]:
    """Return the two sides after "between", also where the second was hung into the first: "between elders of the town and the army"."""
    sides = _objects(parse, prep)
    if len(sides) == 1:
        sides += [
            w
            for c in parse.children[sides[0]]
            if parse.dep[c] == "prep"
            for k in parse.children[c]
            if parse.dep[k] == "pobj"
            for w in people(parse, k)
            if w != k
        ]
    return sides


def _is_side(notes: Notes, word: int) -> bool:
    """Say whether a word names somebody: a name, an actor's head or a noun for armed men, officials and people."""
    parse = notes.parse
    if any(b.start <= parse.start[word] < b.end for b in notes.blocks if b.role == "dateline"):
        return False
    mention = actor_at(notes, word)
    if mention is not None and parse.head_of(mention.start, mention.end) == word:
        return (
            not isinstance(mention.value, ActorValue) or mention.value.kind != "mediator" or parse.lemma[word].lower() not in _GOOD_OFFICES
        )
    return parse.pos[word] == "PROPN" or parse.lemma[word].lower() in _PEOPLE


def _two_sided(notes: Notes, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return the sides of "between A and B", "with B", "including A and B", of the naming itself or of the talks that led to it."""
    parse = notes.parse
    found: list[int] = []
    heads = [naming.word, *range(naming.word + 1, naming.last + 1)]
    head = parse.head[naming.word]
    if parse.pos[head] == "VERB" and head != naming.word:
        heads.append(head)
        heads += [c for c in parse.children[head] if parse.dep[c] == "nsubj" and parse.lemma[c].lower() in _TALKS]
        below = [c for k in parse.children[head] if parse.dep[k] == "prep" for c in parse.children[k] if parse.dep[c] == "pobj"]
        below = [h for h in below if parse.lemma[h].lower() not in _WAYS]
        heads += [*below, *(j for h in below for k in parse.children[h] if parse.lower[k] == "of" for j in parse.children[k])]
    heads += [c for c in parse.children[naming.word] if parse.dep[c] in ("acl", "relcl")]
    after = naming.last + 1
    if after < len(parse) and parse.lower[after] == "with" and parse.head[after] not in heads:
        found += [w for w in _objects(parse, after) if _is_side(notes, w)]
    owner = parse.child(naming.word, "poss")
    if owner is not None and parse.lower[owner] in ("its", "their"):
        found += people_meant(notes, owner)
    elif owner is not None and parse.lower[naming.last + 1 : naming.last + 2] == ["with"]:
        found += [w for w in people(parse, owner) if _is_side(notes, w)]
    brokering = lexicon.terms("mediator_verbs")
    heads = [h for h in heads if parse.pos[h] != "VERB" or parse.lemma[h].lower() not in brokering or parse.child(h, "agent") is not None]
    heads = [h for h in heads if parse.pos[h] != "VERB" or parse.lemma[h].lower() not in _CARRYING]
    for h in heads:
        for c in parse.children[h]:
            if parse.lower[c] == "between" or (
                parse.lower[c] in ("among", "involving", "including") and (h != naming.word or parse.lower[c] != "including")
            ):
                found += _between(parse, c) or [w for k in parse.children[c] if parse.dep[k] == "dobj" for w in people(parse, k)]
            elif parse.lower[c] == "with" and (h == naming.word or c == naming.last + 1 or parse.lemma[h].lower() in _WITH):
                found += [w for w in _objects(parse, c) if _is_side(notes, w) and parse.lower[w] not in _GOOD_OFFICES]
    return found


def _mediators_before(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return who stands before "-brokered" in "a Russian-brokered deal", and before a bare head in "a Kenya-Norway truce deal"."""
    found: list[int] = []
    for j in range(naming.first, naming.word - 2):
        if (
            parse.words[j + 1] == "-"
            and {parse.lower[j], parse.lower[j + 2]} <= _STATES
            and parse.lower[j + 3] not in lexicon.terms("mediator_suffixes")
        ):
            found += [j, j + 2]
    for j in range(naming.first, naming.word):
        if parse.lower[j] in lexicon.terms("mediator_suffixes") and j > naming.first:
            k = j - 1
            while k > naming.first and (parse.words[k] in ("-", "–") or parse.lower[k] == "and"):
                k -= 1
            chain = [k]
            while k - 2 >= naming.first and parse.words[k - 1] in ("-", "and", "–"):
                k -= 2
                chain.append(k)
            found += [c for c in reversed(chain) if parse.words[c][:1].isupper()]
        elif parse.lower[j].rpartition("-")[2] in lexicon.terms("mediator_suffixes") and "-" in parse.lower[j]:
            found.append(j)
    return found


def _elsewhere(notes: Notes, naming: Naming, who: list[int]) -> bool:
    """Say whether a truce in one country is announced by others: states all, and none of them the country of its place."""
    parse = notes.parse
    inside = {
        k for c in parse.children[naming.word] if parse.lower[c] in ("in", "for") for k in parse.children[c] if parse.pos[k] == "PROPN"
    }
    names = {parse.words[k] for k in inside}
    if not who or any(parse.pos[w] != "PROPN" or parse.words[w] in names for w in who):
        return False
    if len(who) == 1 and not names and (country := country_of(notes, who[0])) is not None:
        return fought_over(notes) not in (None, country) and not has_men_there(notes, country)
    if not names:
        return False
    if len(who) > 1:
        home = {_country_at(notes, k) for k in inside}
        return not {country_of(notes, w) for w in who} & (home - {None})
    spots = {_country_at(notes, k) for k in inside} - {None}
    actor = actor_at(notes, who[0])
    value = actor.value if actor is not None else None
    return bool(spots) and isinstance(value, ActorValue) and value.kind == "state" and value.country not in spots


def _in_row(notes: Notes, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return who signs or takes up a naming by the verb before it, where the parser tore the two apart ("signed in A a truce")."""
    parse = notes.parse
    verb = verb_in_row(parse, naming.first, lexicon.terms("party_verbs"))
    if verb is None or parse.dep[naming.word] in ("nsubj", "nsubjpass"):
        return []
    torn = parse.dep[verb] == "acl" and parse.child(verb, "agent") is None
    subject = parse.head[verb] if torn else subject_of(parse, verb)
    who = people_meant(notes, parse.first_conjunct(subject)) if subject is not None and subject < verb else []
    return [w for w in who if _is_side(notes, w)]


def _told_by_others(notes: Notes, naming: Naming) -> list[int]:
    """Return the states, bodies and officials that announce a truce between others: "…, A and B announced"."""
    parse = notes.parse
    over = (a for n, a in enumerate(parse.ancestors(naming.word)) if n < 5 and parse.pos[a] == "VERB")
    joint = {"joint", "jointly"} & set(parse.lower[slice(*parse.sentences[parse.sentence_of[naming.word]])])
    verb = next((a for a in over if parse.lemma[a].lower() == "announce" or (joint and parse.lemma[a].lower() == "say")), None)
    subject = parse.child(verb, "nsubj") if verb is not None else None
    return [w for w in (people(parse, subject) if subject is not None else []) if _is_outsider(notes, w)]


def _is_outsider(notes: Notes, word: int) -> bool:
    """Say whether a word names a state, an international body or one of their officials."""
    mention = actor_at(notes, word)
    if mention is None or not isinstance(mention.value, ActorValue):
        return False
    titled = not _OFFICES.isdisjoint(mention.text.lower().replace("-", " ").split())
    named = notes.parse.pos[word] == "PROPN" and mention.value.kind in ("state", "international_organisation")
    return named or (mention.value.kind == "person" and titled)


def _town_that_signs(parse: Parse, verb: int) -> list[int]:
    """Return the place that is told to have come to terms: "the town struck a truce", "X is an area that struck a truce"."""
    subject = doer_of(parse, verb)
    if subject is not None and parse.tag[subject] in ("WDT", "WP") and parse.dep[verb] == "relcl":
        subject = parse.head[verb]
    if subject is None or parse.lemma[subject].lower() not in _WHERE or parse.pos[subject] != "NOUN":
        return []
    over = parse.head[subject]
    named = parse.child(over, "nsubj") if parse.dep[subject] == "attr" else None
    return [subject if named is None or parse.pos[named] != "PROPN" else named]


def _country_at(notes: Notes, word: int) -> str | None:
    """Return the country of the place named at a word."""
    start = notes.parse.start[word]
    at = bisect_right(notes.places, start, key=lambda m: m.start) - 1
    value = notes.places[at].value if at >= 0 and notes.places[at].end > start else None
    return value.country if isinstance(value, PlaceValue) else None


def _of_verbs(notes: Notes, lexicon: Lexicon, naming: Naming, roles: Roles, agents: list[int]) -> None:
    """Sort the agents of the verbs that govern or modify a naming into mediators, monitors and agents still to be placed."""
    parse = notes.parse
    for verb, role in _verbs(parse, naming):
        lemma = "agree" if role == "agreed" else parse.lemma[verb].lower()
        if role in ("agreed", "object"):
            subject = doer_of(parse, verb)
            subject = _speaker_for(parse, verb, subject)
            who = people_meant(notes, subject) if subject is not None else []
            if not who and subject is not None and parse.tag[subject] in ("WP", "WDT") and parse.dep[verb] == "relcl":
                who = people(parse, parse.head[verb])
        else:
            by = [p for c in parse.children[verb] if parse.dep[c] == "agent" or parse.lower[c] == "by" for p in parse.conjuncts(c)]
            who = [w for c in by for w in _objects(parse, c)]
        if parse.child(verb, "neg") is not None and lemma in lexicon.terms("mediator_verbs") | lexicon.terms("monitor_verbs"):
            continue
        if lemma == "lead" and role == "passive" and parse.words[verb - 1] == "," and verb - 2 > naming.last:
            continue  # "between the government, led by its premier, and the front"
        drafted = naming.offer and role == "passive" and lemma in _DRAFTING
        if lemma in lexicon.terms("mediator_verbs") or drafted:
            bound = [w for w in who if lemma == "back" and parse.lemma[w].lower() in _PEOPLE and parse.pos[w] == "NOUN"]
            bound += [w for w in who if parse.lemma[w].lower() in _BELLIGERENTS]
            roles.parties += bound
            roles.mediators += [w for w in who if w not in bound]
            if not who or parse.child(verb, "agent") is None:
                beside = [w for c in parse.children[verb] if parse.lower[c] in ("between", "with") for w in _objects(parse, c)]
                roles.mediators += [w for w in beside if parse.lemma[w].lower() not in _PEOPLE]
                roles.parties += [w for w in beside if parse.lemma[w].lower() in _PEOPLE]
        elif lemma in lexicon.terms("monitor_verbs") and (
            lemma != "observe" or any(_WATCHERS & set(parse.lower[slice(*phrase_of(parse, w))] + [parse.lower[w]]) for w in who)
        ):
            roles.monitors += who
        elif (
            (
                role in ("passive", "object")
                and lemma == "propose"
                and (role == "passive" or len(who) > 1)
                and all(parse.pos[w] == "PROPN" or parse.tag[w] == "NNS" for w in who)
            )
            or (role in ("passive", "object") and lemma in _ANNOUNCING and _elsewhere(notes, naming, who))
            or (lemma in _ANNOUNCING and are_foreign(notes, who))
            or (
                who
                and lemma not in _TAKING
                and is_brokering(parse, lexicon, who)
                and not (_counterpart(parse, naming) and _speak_for_town(parse, who))
            )
        ):
            roles.mediators += who
        elif lemma in ("violate", "breach", "break", "end", "suspend", "renounce", "abandon", "denounce", "resume"):
            breaker = subject_of(parse, verb) if role == "object" else None
            who = who or (people(parse, breaker) if breaker is not None else [])
            agents += [w for w in [*_accusers(parse, verb), *who] if w not in agents]
        elif naming.indefinite and role == "passive" and lemma in _REFUSING:
            agents += [w for w in who if w not in agents]
        elif lemma == "join" and parse.child(verb, "neg") is not None:
            continue  # who has not joined is bound by nothing
        elif lemma in lexicon.terms("party_verbs") and not (_stands_out(parse, verb) and role == "object" and not naming.offer):
            who = who or (_town_that_signs(parse, verb) if role == "object" and lemma in _SIGNING else [])
            agents += [w for w in who if w not in agents]
            roles.announcers += who if lemma in ("announce", "declare", "proclaim", "unveil") else []
            roles.signers += who if lemma in _SIGNING else []
        _adverbials(parse, lexicon, verb, roles)
        subject = parse.child(verb, "nsubj")
        if subject is not None and parse.lemma[subject].lower() in _TALKS:
            _adverbials(parse, lexicon, subject, roles)
    if parse.dep[naming.word] == "pobj" and parse.lower[parse.head[naming.word]] in ("to", "by", "with"):
        verb = parse.head[parse.head[naming.word]]
        committed = next((c for c in parse.children[verb] if parse.dep[c] == "acomp"), verb) if parse.pos[verb] == "AUX" else verb
        if parse.lower[verb] == "committed":
            verb = parse.head[verb]
        if parse.lemma[committed].lower() in ("agree", "adhere", "abide", "commit", "stick", "comply", "accede", "committed"):
            subject = doer_of(parse, verb)
            agents += [w for w in (people_meant(notes, subject) if subject is not None else []) if w not in agents]


def _accusers(parse: Parse, verb: int) -> list[int]:
    """Return who charges another side with a breach, a side too: "A accused B of breaking the truce"; a mediator or a watcher is none."""
    over = next((a for n, a in enumerate(parse.ancestors(verb)) if n < 3 and parse.pos[a] == "VERB"), None)
    if over is None or parse.lemma[over].lower() not in ("accuse", "charge", "blame") or parse.child(over, "dobj") is None:
        return []
    subject = parse.child(over, "nsubj")
    return [
        w for w in (people(parse, subject) if subject is not None else []) if parse.pos[w] == "PROPN" or parse.lemma[w].lower() in _SIDES
    ]


def _speaker_for(parse: Parse, verb: int, subject: int | None) -> int | None:
    """Return who is meant by "they" or "it" where a speaker speaks of himself: "A and B said they would observe …"."""
    head = parse.head[verb]
    if subject is not None and parse.lower[subject] in ("they", "it", "he", "she") and parse.dep[verb] == "ccomp" and head != verb:
        speaker = parse.child(head, "nsubj")
        return subject if speaker is None else speaker
    return subject


def _adverbials(parse: Parse, lexicon: Lexicon, verb: int, roles: Roles) -> None:
    """Add the mediators of "under the auspices of A", "after talks negotiated by A", "with the mediation of A"."""
    for c in parse.children[verb]:
        if parse.dep[c] != "prep":
            continue
        for noun in parse.children[c]:
            if parse.dep[noun] != "pobj":
                continue
            _mediating_noun(parse, lexicon, noun, roles)
            go_between = parse.pos[noun] == "PROPN" or parse.lemma[noun].lower() in lexicon.terms("go_betweens")
            if parse.lower[c] in ("through", "via") and go_between:
                roles.mediators += people(parse, noun)
            for k in parse.children[noun]:
                if parse.lower[k] == "of":
                    for inner in parse.children[k]:
                        _mediating_noun(parse, lexicon, inner, roles)


def _mediating_noun(parse: Parse, lexicon: Lexicon, noun: int, roles: Roles) -> None:
    if parse.lemma[noun].lower() in lexicon.terms("mediator_nouns") or parse.lower[noun] in lexicon.terms("mediator_nouns"):
        for k in parse.children[noun]:
            if parse.lower[k] in ("of", "by", "from"):
                roles.mediators += _objects(parse, k)
            elif parse.dep[k] in ("poss", "amod", "compound") and parse.words[k][:1].isupper():
                roles.mediators.append(k)
    for k in parse.children[noun]:
        if parse.dep[k] in ("acl", "relcl") and parse.lemma[k].lower() in lexicon.terms("mediator_verbs"):
            roles.mediators += [
                w for b in parse.children[k] if parse.dep[b] == "agent" or parse.lower[b] == "by" for w in _objects(parse, b)
            ]


def _of_nouns(parse: Parse, lexicon: Lexicon, naming: Naming, roles: Roles) -> None:
    """Add "guarantors of the truce", "by the mediation of A", and the author of "India's proposed truce" where it was taken up."""
    if "proposed" in naming.mods and not naming.offer:
        roles.mediators += [c for c in parse.children[naming.word] if parse.dep[c] == "poss" and parse.pos[c] == "PROPN"]
    for c in parse.children[naming.word]:
        if parse.dep[c] == "prep":
            for noun in parse.children[c]:
                if parse.dep[noun] == "pobj":
                    _mediating_noun(parse, lexicon, noun, roles)


def _by_order(parse: Parse, naming: Naming, roles: Roles) -> None:
    """Add "under the auspices of A", "through the mediation of A" wherever it follows a naming in its sentence."""
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for j in range(naming.last + 2, last - 1):
        if parse.lower[j] in _GOOD_OFFICES and parse.lower[j + 1] == "of":
            roles.mediators += [w for w in _objects(parse, j + 1) if w not in roles.mediators]


def _verbs(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    w = parse.first_conjunct(naming.word)
    found: list[tuple[int, str]] = []
    idiom = idiom_over(parse, w)
    if idiom is not None:
        found.append((idiom[0], "agreed"))
    found += [(c, "passive") for c in participles(parse, naming)]
    for c in (c for j in range(naming.word, naming.last + 1) for c in parse.children[j] if c > naming.last):
        if parse.dep[c] == "relcl":
            passive = parse.child(c, "nsubjpass") is not None
            if passive:
                found.append((c, "passive"))
            elif parse.child(c, "nsubj") is not None and parse.tag[parse.child(c, "nsubj") or 0] not in ("WDT", "WP"):
                found.append((c, "agreed" if is_agreeing(parse, c) else "object"))
    head = parse.head[w]
    if parse.dep[w] == "dobj":
        found.append((head, "object"))
    elif parse.dep[w] == "nsubjpass" or (parse.dep[w] == "nsubj" and told_by_agent(parse, head)):
        found.append((head, "passive"))
    elif parse.dep[w] == "nsubj":
        found.append((head, "other"))
    elif idiom is None and parse.dep[w] == "pobj" and parse.pos[parse.head[head]] == "VERB" and parse.lower[head] in ("to", "on"):
        found.append((parse.head[head], "object"))
    found += _of_pronoun(parse, naming)
    answer = answered_after(parse, naming.word)
    found += [(answer, "object")] if answer is not None and parse.lemma[answer].lower() in _TAKING | {"sign"} else []
    for v, role in list(found):
        found += [(c, role) for c in parse.children[v] if parse.dep[c] == "conj" and parse.tag[c] == "VBN" and role == "passive"]
    return found


def _of_pronoun(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    """Return the passive verb of "It was signed by …" that opens the next sentence."""
    s = parse.sentence_of[naming.word] + 1
    if naming.unsure or s >= len(parse.sentences):
        return []
    first = parse.sentences[s][0]
    if parse.lower[first] != "it" or parse.dep[first] != "nsubjpass":
        return []
    return [(parse.head[first], "passive")]
