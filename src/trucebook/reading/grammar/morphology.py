"""Parts of speech and lemmas by memory: what the model's attribute rules and its lemmatizer say of a word is looked up.

The rules of the English models look at one word's tag, form and grammatical label (and, after "there" and in a few contractions, at the
words beside it), so their answer for a combination never changes; matching them token by token costs a tenth of the whole pipeline. The
lemma of a word follows from form, part of speech and morphology in the same way.

Invariant: for every word the answer is the one the model's own component gives (a test compares them).
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import numpy
from spacy import attrs
from spacy.language import Language
from spacy.tokens import Doc

_SEEN: list[int | str] = [attrs.TAG, attrs.LOWER, attrs.DEP, attrs.IS_SPACE]
_GIVEN: list[int | str] = [attrs.POS, attrs.LEMMA, attrs.MORPH]
_FORM: list[int | str] = [attrs.ORTH, attrs.POS, attrs.MORPH, attrs.LEMMA]
_MOST = 200_000

Key = tuple[int, int, object, object]


class Forms(NamedTuple):
    """Forms that rules name: words, and what an expression finds something in."""

    words: frozenset[str]
    like: re.Pattern[str]

    def hold(self, form: str) -> bool:
        """Say whether a form is one of them."""
        return form in self.words or self.like.search(form) is not None


class RememberedRuler:
    """Stands in for the attribute ruler: runs it on new combinations alone, with their neighbours, and remembers what it said.

    A form that no rule names counts as any other, so that new names teach nothing new, and so do two labels that every rule takes alike;
    a form that a rule names together with its neighbour is remembered with those neighbours that such a rule names.
    """

    def __init__(self, ruler: Any, strings: Any) -> None:
        self.ruler, self.strings = ruler, strings
        self.known: dict[Key, int] = {}
        self.answers: Any = numpy.zeros((1024, len(_GIVEN)), dtype="uint64")
        self.expletive = strings.add("expl")
        self.forms: dict[int, tuple[bool, bool]] = {}
        self.labels: dict[int, object] = {}

    @cached_property
    def named(self) -> tuple[Forms, Forms]:
        """The forms that any rule names, and those that a rule of several words names."""
        rules = [pattern for rule in self.ruler.patterns for pattern in rule["patterns"]]
        return _any_form(rules), _any_form(rule for rule in rules if len(rule) > 1)

    @cached_property
    def tests(self) -> list[Any]:
        """What rules ask of a label, each question once."""
        asked = [token["DEP"] for pattern in self.ruler.patterns for rule in pattern["patterns"] for token in rule if "DEP" in token]
        return [test for n, test in enumerate(asked) if test not in asked[:n]]

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and irregular lemmas of a parsed Doc."""
        keys = self._keys(doc.to_array(_SEEN).tolist())
        fresh = {key: i for i, key in enumerate(keys) if key not in self.known}
        if fresh:
            if len(self.known) > _MOST:
                self.known.clear()
                fresh = {key: i for i, key in enumerate(keys)}
            self._learn(doc, fresh)
        if keys:
            doc.from_array(_GIVEN, self.answers[[self.known[key] for key in keys]])
        return doc

    def _learn(self, doc: Doc, fresh: dict[Key, int]) -> None:
        """Ask the ruler about words of a Doc, each between the words it stands between, and remember the answers."""
        last = len(doc) - 1
        around = [j for i in fresh.values() for j in (max(i - 1, 0), i, min(i + 1, last))]
        tokens = [doc[j] for j in around]
        small = Doc(
            doc.vocab,
            words=[t.text for t in tokens],
            tags=[t.tag_ for t in tokens],
            deps=[t.dep_ for t in tokens],
            heads=list(range(len(tokens))),
        )
        first, last = len(self.known), len(self.known) + len(fresh)
        if last > len(self.answers):
            self.answers = numpy.concatenate([self.answers[:first], numpy.zeros((last, len(_GIVEN)), dtype="uint64")])
        self.answers[first:last] = self.ruler(small).to_array(_GIVEN)[1::3]
        self.known.update(zip(fresh, range(first, last), strict=True))

    def _keys(self, rows: list[list[int]]) -> list[Key]:
        keys: list[Key] = []
        after, last, forms, labels = False, len(rows) - 1, self.forms, self.labels
        for i, (tag, lower, dep, space) in enumerate(rows):
            named, beside = forms.get(lower) or self._form(lower)
            label = labels[dep] if dep in labels else self._label(dep)
            around = (after, self._seen(rows, i - 1), self._seen(rows, i + 1) if i < last else None) if beside else after
            keys.append((tag, lower if named else space, label, around))
            after = dep == self.expletive
        return keys

    def _seen(self, rows: list[list[int]], i: int) -> tuple[int, int] | None:
        """Return what a rule of several words could see of a neighbour: form and tag of one that such a rule names."""
        if i < 0:
            return None
        tag, lower = rows[i][:2]
        return (lower, tag) if (self.forms.get(lower) or self._form(lower))[1] else None

    def _form(self, lower: int) -> tuple[bool, bool]:
        """Say whether any rule names a form, and whether one of several words does."""
        one, several = self.named
        form = self.strings[lower]
        self.forms[lower] = one.hold(form), several.hold(form)
        return self.forms[lower]

    def _label(self, dep: int) -> object:
        """Return what tells a label from others: its answers to every rule's question, or itself where a question is of an unknown kind."""
        answers = tuple(_fits(self.strings[dep], test) for test in self.tests)
        self.labels[dep] = dep if None in answers else answers
        return self.labels[dep]


def _fits(label: str, test: Any) -> bool | None:
    """Say whether a label passes a rule's test, None where the test is neither a label nor a list of such as do or do not pass."""
    if isinstance(test, str):
        return label == test
    known = {"IN": lambda some: label in some, "NOT_IN": lambda some: label not in some}
    return all(known[key](some) for key, some in test.items()) if set(test) <= set(known) else None


def _any_form(rules: Iterable[list[dict[str, Any]]]) -> Forms:
    """Return every form that rules name by a word, a list of words or an expression."""
    words, likes = set[str](), set[str]()
    for wanted in (token["LOWER"] for rule in rules for token in rule if "LOWER" in token):
        for test in wanted.values() if isinstance(wanted, dict) else ([wanted],):
            if isinstance(test, str):
                likes.add(f"(?:{test})")
            else:
                words.update(test)
    return Forms(frozenset(words), re.compile("|".join(sorted(likes)) or "(?!)"))


class RememberedLemmas:
    """Stands in for the lemmatizer: leaves the lemmas of a Doc, as strings, in its `user_data["lemmas"]`."""

    def __init__(self, lemmatizer: Any) -> None:
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Look up the lemma of every word; one that a rule has set already stays."""
        strings, known = doc.vocab.strings, self.known
        lemmas: list[str] = []
        for i, (orth, pos, morph, lemma) in enumerate(doc.to_array(_FORM).tolist()):
            found = strings[lemma] if lemma else known.get((orth, pos, morph))
            lemmas.append(found if found is not None else self._learn(doc[i], (orth, pos, morph)))
        doc.user_data["lemmas"] = lemmas
        return doc

    def _learn(self, token: Any, key: tuple[int, int, int]) -> str:
        if len(self.known) > _MOST:
            self.known.clear()
            self.lemmatizer.cache.clear()
        lemma = self.known[key] = str(self.lemmatizer.lemmatize(token)[0])
        return lemma


def _make(nlp: Language, name: str) -> RememberedRuler:  # noqa: ARG001
    return RememberedRuler(None, nlp.vocab.strings)


def _make_lemmas(nlp: Language, name: str) -> RememberedLemmas:  # noqa: ARG001
    return RememberedLemmas(None)


def remember(nlp: Language) -> None:
    """Put memories in the place of the pipeline's attribute ruler and its rule lemmatizer, where it has them."""
    _remember_lemmas(nlp)
    if "attribute_ruler" in nlp.pipe_names:
        ruler = nlp.get_pipe("attribute_ruler")
        if not Language.has_factory("remembered_ruler"):
            Language.factory("remembered_ruler", func=_make)
        nlp.replace_pipe("attribute_ruler", "remembered_ruler")
        nlp.get_pipe("attribute_ruler").ruler = ruler  # type: ignore[attr-defined]


def _remember_lemmas(nlp: Language) -> None:
    """Replace a rule lemmatizer; its lists of known lemmas become sets, in which a word is found at once."""
    if "lemmatizer" not in nlp.pipe_names or getattr(nlp.get_pipe("lemmatizer"), "mode", None) != "rule":
        return
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for part in list(index):
        index[part] = frozenset(index[part])
    if not Language.has_factory("remembered_lemmas"):
        Language.factory("remembered_lemmas", func=_make_lemmas)
    nlp.replace_pipe("lemmatizer", "remembered_lemmas")
    nlp.get_pipe("lemmatizer").lemmatizer = lemmatizer  # type: ignore[attr-defined]
