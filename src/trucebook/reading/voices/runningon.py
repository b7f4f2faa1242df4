"""Speech that runs on where marks and commas are lost: sentences that close with the name of one whose words were given as spoken before.

Invariant: only who was heard in the text already is heard again, by name or as "he" or "she" right behind it.
"""

from dataclasses import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import subject_of
from trucebook.reading.voices.lostmarks import Direct, closed, is_stripped
from trucebook.reading.voices.sources import is_cue
from trucebook.reading.voices.speakers import HE

_HIMSELF = frozenset({"he", "she"})
_MOST = 2  # sentences between what one said last and the sentence that closes with his name


def find_running_on(parse: Parse, found: list[Direct]) -> list[Direct]:
    """Return the sentences that close with "X said" or "he added" where `found` has words as spoken of the same speaker further up:
    "Why now? Anna Holt asked. … Two posts were burned Holt added." """
    if not found or not is_stripped(parse):
        return []
    taken = {parse.sentence_of[w] for d in found for w in parse.words_in(d.start, d.end)}
    cues = {d.cue for d in found}
    heard: set[str] = set()
    speaker, spoke, more = "", 0, []
    for s, (first, last) in enumerate(parse.sentences):
        before, spoke_before = speaker, spoke
        made = closed(parse, s, first, stripped=True) if s not in taken else None
        if made is not None and made.cue is not None and not HE.isdisjoint(parse.lower[first : made.cue - 1]):
            made = None  # "Her driver had left she said": the report tells it
        for cue in (j for j in range(first, last) if is_cue(parse, j)):
            named = subject_of(parse, cue)
            if made is not None and cue == made.cue:
                named = made.source
            if named is not None and parse.pos[named] == "PROPN":
                speaker = parse.lower[named]
            spoke = s
            if cue in cues:
                heard.add(speaker)
        if made is not None and made.source is not None and parse.lower[made.source] in (speaker, *_HIMSELF) and speaker in heard:
            more.append(_from(parse, spoke_before + 1, s, made) if speaker == before else made)
    return more


def _from(parse: Parse, start: int, s: int, made: Direct) -> Direct:
    """Return a speech from the sentence `start` on, right behind what the same speaker said last, where no more than a few lie between and
    none of them tells of him."""
    first = parse.sentences[start][0]
    if not 0 < s - start <= _MOST or not HE.isdisjoint(parse.lower[first : parse.sentences[s][0]]):
        return made
    return replace(made, start=min(made.start, parse.start[first]))
