"""Sickbeds: whether those who are taken out are wounded or sick, so that taking them out is aid and no departure.

Invariant: every answer is read from the head word of who is taken out, the words on it and those in a row with it.
"""

from trucebook.reading.grammar.parse import Parse

FOR_CARE = {"casualties", "ill", "injured", "patient", "patients", "sick", "wounded"}
_CARRYING = {"admit", "allow", "bring", "carry", "ferry", "fly", "let", "rush", "take", "transfer", "transport", "travel"}
_EVACUATING = {"evacuate", "evacuation"}


def takes_out_sick(parse: Parse, word: int, theme: int) -> bool:
    """Say whether the wounded or sick alone are evacuated or carried: "fly out 40 wounded", not "the wounded and their families"."""
    lemma = parse.lemma[word]
    if lemma in _CARRYING:
        return needs_care(parse, theme)
    return lemma in _EVACUATING and all(needs_care(parse, k) for k in parse.conjuncts(parse.first_conjunct(theme)))


def needs_care(parse: Parse, person: int) -> bool:
    """Say whether somebody is wounded or sick, by his own word or one on it: "200 wounded", "wounded people", "the critically ill"."""
    if parse.lower[person] in FOR_CARE:
        return True
    on = any(parse.lower[c] in FOR_CARE for c in parse.children[person] if parse.dep[c] in ("amod", "acl", "compound", "nmod"))
    return on or (parse.tag[person] == "CD" and not FOR_CARE.isdisjoint(parse.lower[person + 1 : person + 2]))
