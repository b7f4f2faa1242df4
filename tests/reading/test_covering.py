"""What spans cover: the same answer as looking at each of them."""

from hypothesis import given
from hypothesis import strategies as st

from trucebook.reading.covering import Cover

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(SPANS, st.integers(0, 40), st.integers(1, 10))
def test_a_cover_answers_as_its_spans_do(spans: list[tuple[int, int]], start: int, length: int) -> None:
    """Whatever spans there are, in any order, overlapping, empty or turned round."""
    whole = [(a, b) for a, b in spans if a < b]
    cover = Cover(spans)
    assert cover.holds(start) == any(a <= start < b for a, b in whole)
    assert cover.touches(start, start + length) == any(a < start + length and start < b for a, b in whole)
