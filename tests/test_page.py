"""The page: what a reading looks like in the terminal, built from claims made by hand."""

import pytest
from rich.console import Console

from trucebook.model import Caption, Claim, Field, FigureValue, PeriodValue, ReaderInfo, Reading, Report, new_report
from trucebook.page import page
from trucebook.reading.evidence import coded, cut, new_claim
from trucebook.wording import show_day, show_figure, show_period

TEXT = "A truce holds in Goma. The army will lift the siege. Twelve people died. “We wait,” said Ana."
REPORT = new_report(TEXT, title="Truce in Goma", published="2021-09-02")
READER = ReaderInfo(name="rules", version="0", model="m", model_sha256="0" * 64)


def shown(*claims: Claim, report: Report = REPORT, width: int = 100) -> str:
    """Return the page of a reading as plain text."""
    console = Console(width=width, no_color=True, highlight=False)
    with console.capture() as capture:
        console.print(page(Reading(report=report, mentions=(), claims=claims, reader=READER)))
    return capture.get()


def quote(words: str) -> tuple[int, int]:
    """Return where words stand in the text."""
    return TEXT.index(words), TEXT.index(words) + len(words)


AGREEMENT = new_claim(
    REPORT,
    "agreement",
    *quote("A truce holds in Goma"),
    fields={"type": coded("ceasefire"), "status": coded("in_force"), "place": cut(TEXT, *quote("Goma")), "parties": []},
)
PROVISION = new_claim(
    REPORT,
    "provision",
    *quote("lift the siege"),
    fields={
        "agreement": coded(AGREEMENT.id),
        "action": coded("lift_siege"),
        "status": coded("promised"),
        "debtor": cut(TEXT, *quote("The army")),
    },
)


def test_an_agreement_stands_with_its_ledger() -> None:
    """Status, place and the provision's debtor, action and words stand under the agreement."""
    words = shown(AGREEMENT, PROVISION)
    assert "AGREEMENT 1  ceasefire  in force" in words
    assert "“A truce holds in Goma” [0–21]" in words
    assert "lift siege" in words
    assert "The army" in words
    assert "“lift the siege” [37–51]" in words


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_no_word_is_lost_at_any_width(width: int) -> None:
    """Narrow and wide terminals show the same words."""
    assert "".join(shown(AGREEMENT, PROVISION, width=width).split()).count("“liftthesiege”[37–51]") == 1


def test_toll_and_quotation_name_who_counted_and_who_spoke() -> None:
    """A figure shows its bounds and its speaker; a quotation its speaker and marks."""
    figure = new_claim(
        REPORT,
        "figure",
        *quote("Twelve people"),
        speaker=cut(TEXT, *quote("Ana")),
        fields={"category": coded("killed"), "low": coded(12), "high": coded(12), "quantifier": coded("exact")},
    )
    said = new_claim(REPORT, "quotation", *quote("We wait,"), fields={"speaker": cut(TEXT, *quote("Ana")), "direct": coded(True)})
    words = shown(figure, said)
    assert "THE TOLL" in words
    assert "counted by Ana" in words
    assert f"“We wait,” [{said.start}–{said.end}]" in words


def test_captions_show_credit_and_dates() -> None:
    """A picture's caption stands with credit and release date."""
    from msgspec.structs import replace

    caption = Caption(start=0, end=21, text=TEXT[:21], credit="SANA", released="2021-08-31")
    words = shown(report=replace(REPORT, captions=(caption,)))
    assert "credit SANA · released 31 August 2021" in words


def test_an_empty_reading_says_so() -> None:
    """A report in which nothing was found is said to hold nothing."""
    assert "Nothing was found" in shown()


def test_ids_of_claims_of_another_reading_do_not_break_the_page() -> None:
    """A provision whose agreement is not in the reading is listed apart."""
    assert "PROVISIONS OF NO NAMED AGREEMENT" in shown(PROVISION)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-09-01", "2021-09-01", "1 September 2021"),
        ("2021-09-01", "2021-09-30", "September 2021"),
        ("2021-07-21", "2021-07-31", "21–31 July 2021"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-07-21", "2021-09-01", "21 July 2021 – 1 September 2021"),
        ("2021-07-21", None, "since 21 July 2021"),
        (None, "2021-07-21", "until 21 July 2021"),
        (None, None, ""),
    ],
)
def test_periods_are_said_as_short_as_they_can_be(first: str | None, last: str | None, words: str) -> None:
    """A day, a month, a year, a span, an open end."""
    assert show_period(PeriodValue(first=first, last=last)) == words


@pytest.mark.parametrize(
    ("low", "high", "quantifier", "words"),
    [
        (38000, None, "more_than", "more than 38,000"),
        (30, 40, "exact", "30–40"),
        (24, None, "about", "about 24"),
        (None, 60, "less_than", "less than 60"),
    ],
)
def test_figures_keep_their_bounds(low: int | None, high: int | None, quantifier: str, words: str) -> None:
    """The bounds are said as the report gives them."""
    value = FigureValue(low=low, high=high)
    fields: dict[str, Field | list[Field]] = {"low": coded(value.low), "high": coded(value.high), "quantifier": coded(quantifier)}
    assert show_figure(new_claim(REPORT, "figure", 0, 1, fields=fields)) == words


def test_a_day_that_is_none_comes_back_as_it_is() -> None:
    """Only ISO days are rewritten."""
    assert (show_day("2021"), show_day(None)) == ("2021", "")
