"""Names in other spellings: what is found, and what is somebody else."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trucebook.naming_variants import PARTICLES, TITLES, find_variants, fold

FOUND = {
    "Amina Kone": [
        *(
            "Amina Kone",
            "AMINA KONE",
            "Amina Koné",
            "Kone, Amina",
            "A. Kone",
            "Amina \n Kone",
            "Aminah Kone",
            "Amina Konne",
            "Amina M. Kone",
        ),
        *("Ms Kone", "Kone's house", "Amina al-Kone", "amina-kone-held", "amina_kone.csv"),
    ],
    "Adnan al-Masalmeh": ["Adnan Masalmeh", "Adnan Al Masalma", "Masalmah, Adnan", "al-Masalmeh", "A. al-Masalmeh", "Adnán Másalmeh"],
    "Abu Ali": ["Abu Ali", "ABU ALI"],
    "Qasim Yousef Haddad": ["Kassem Yusuf Haddad", "Qasim Haddad", "Q. Y. Haddad", "Haddad"],
    "Наталья Петрова": ["Наталья Петрова", "Петрова Наталья"],
    "محمد الحسن": ["محمد الحسن", "مُحَمَّد الحسن"],
}
OTHERS = {
    "Amina Kone": ["Amina fled", "Konean", "Amina Diallo and Ali", "a b c", "Goma"],
    "Abu Ali": ["Ali", "Abu Omar", "Ali Hassan"],
    "Qasim Yousef Haddad": ["Qasim", "Yousef Omar"],
}


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in FOUND.items() for t in texts])
def test_variants_are_found(name: str, text: str) -> None:
    """Case, accents, order, initials, particles, transliteration, one letter off, the family name alone."""
    assert list(find_variants(name, f"then {text} said"))


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in OTHERS.items() for t in texts])
def test_others_are_not(name: str, text: str) -> None:
    """A first name alone, a part of a longer word, a short name alone."""
    assert list(find_variants(name, text)) == []


def test_a_family_name_that_is_a_place_needs_the_first_name() -> None:
    """A word known as a place's is no person's alone."""
    assert list(find_variants("Amina Goma", "shelling in Goma", known=frozenset({fold("Goma")}))) == []
    assert list(find_variants("Amina Goma", "Amina Goma fled", known=frozenset({fold("Goma")}))) == [(0, 10)]


@given(st.text(), st.text())
def test_spans_stand_in_the_text(name: str, text: str) -> None:
    """Whatever the name and the text, spans are in order, inside it, and not empty."""
    spans = list(find_variants(name, text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@given(st.from_regex(r"[A-Z][a-z]{3,8} [A-Z][a-z]{3,8}", fullmatch=True))
def test_a_name_is_its_own_variant(name: str) -> None:
    """Any name of two words is found as it is, unless one of them sounds like a title or particle ("Ssir")."""
    assume(all(fold(word) not in PARTICLES | TITLES for word in name.split()))
    assert list(find_variants(name, name)) == [(0, len(name))]
