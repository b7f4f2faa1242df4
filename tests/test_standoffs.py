"""Sieges and positions of the record, and what stands beside a verdict."""

from tests.books import DARAA, GOMA, actor, at, claim, day, reading
from trucebook.circumstances import last_independent
from trucebook.holding import assess
from trucebook.matching import Filed, suggest_matches
from trucebook.model import Claim, Field, PeriodValue, Reading, Record, Source, new_report
from trucebook.record import assemble


def filed(*readings: Reading) -> list[Filed]:
    """Return the claims of readings as the record takes them."""
    return [Filed(c, r.report.id, r.report.published) for r in readings for c in r.claims]


def recorded(*readings: Reading) -> Record:
    """Return the record of some readings with what matching suggests."""
    claims = filed(*readings)
    sources = [Source(report=r.report.id, published=r.report.published, group=r.report.id) for r in readings]
    return assemble(claims, sources, suggest_matches(claims), [])


def told(name: str, published: str, text: str, **fields: object) -> Reading:
    """Return a reading with one siege of Daraa (or of Goma where the text says so)."""
    report = new_report(text, id=name, published=published)
    place = at(text, "Daraa", DARAA) if "Daraa" in text else at(text, "Goma", GOMA)
    return reading(
        report, claim(report, "siege", text.split(".")[0], {"place": place, "status": "under_siege", **fields}, assertion="ongoing")
    )


def test_one_siege_out_of_many_reports_with_rival_ends() -> None:
    """Reports of one place and no clashing time are one siege; every time given for its ends stays, the one most give first."""
    june, may = day("2021-06-24"), day("2021-05-01", "2021-06-30")
    record = recorded(
        told("a", "2021-08-01", "Daraa is under siege.", **{"from": june, "cut": [Field(value="food")]}),
        told("b", "2021-08-05", "Daraa is still under siege.", **{"from": june, "cut": [Field(value="water")]}),
        told("c", "2021-09-06", "The siege of Daraa was lifted.", **{"from": may, "to": day("2021-09-05"), "status": "lifted"}),
    )
    (siege,) = record.sieges
    assert [(e.period, e.sources) for e in siege.beginnings] == [(june, 2), (may, 1)]
    assert siege.cut == ("food", "water")
    assert (siege.began, siege.ended) == (june, day("2021-09-05"))
    assert [s.status for s in siege.standings] == ["under_siege", "under_siege", "lifted"]


def test_a_siege_that_ended_before_another_began_is_another() -> None:
    """Two sieges of one place years apart stay two, and those of two places too."""
    record = recorded(
        told("a", "2013-08-01", "The siege of Daraa ended.", to=day("2013-07-01"), status="lifted"),
        told("b", "2021-08-05", "Daraa is under siege.", **{"from": day("2021-06-24")}),
        told("c", "2021-08-05", "Goma is under siege.", **{"from": day("2021-06-24")}),
    )
    assert len(record.sieges) == 3


def test_a_siege_only_threatened_is_not_in_the_record() -> None:
    """What is feared or denied stays a claim."""
    text = "The army threatened to besiege Daraa."
    report = new_report(text, id="a", published="2021-06-01")
    only = claim(report, "siege", "besiege Daraa", {"place": at(text, "Daraa", DARAA)}, assertion="threatened")
    assert recorded(reading(report, only)).sieges == ()


def truce_with(name: str, published: str, text: str, stance: str, *, siege: bool = False) -> Reading:
    """Return a reading of a truce in Daraa, a stance of the committee on it, and maybe its promise to lift a siege."""
    report = new_report(text, id=name, published=published)
    fields = {"type": "ceasefire", "status": "in_force", "began": day("2021-09-01"), "place": at(text, "Daraa", DARAA)}
    truce = claim(report, "agreement", "A truce took effect in Daraa", fields | {"parties": [actor(text, "The committee")]})
    claims: list[Claim] = [truce]
    claims.append(
        claim(report, "position", "The committee", {"agreement": truce.id, "actor": actor(text, "The committee"), "stance": stance})
    )
    if siege:
        owed = claim(report, "provision", "lift the siege", {"agreement": truce.id, "action": "lift_siege", "status": "promised"})
        held = {"place": at(text, "Daraa", DARAA), "status": "under_siege", "provision": owed.id, "cut": [Field(value="food")]}
        claims += [owed, claim(report, "siege", "the siege", held, assertion="ongoing")]
    return reading(report, *claims)


def both() -> tuple[Reading, Reading]:
    """Return two reports on one truce between which the committee changes its mind."""
    one = "A truce took effect in Daraa. The committee said yes. The army is to lift the siege."
    two = "A truce took effect in Daraa. The committee said no."
    return truce_with("a", "2021-09-02", one, "accepts", siege=True), truce_with("b", "2021-09-03", two, "refuses")


def test_stances_stand_one_after_the_other() -> None:
    """An actor who changes its mind has two positions on one agreement, in the order they were reported."""
    record = recorded(*both())
    (agreement,) = record.agreements
    assert [(p.stance, p.reported, p.agreement) for p in record.positions] == [
        ("accepts", "2021-09-02", agreement.id),
        ("refuses", "2021-09-03", agreement.id),
    ]


def test_a_siege_names_the_promise_that_is_to_lift_it() -> None:
    """The siege's provision is the one of the ledger, its agreement that of the provision."""
    record = recorded(*both())
    (siege,), (provision,) = record.sieges, record.provisions
    assert (siege.provision, siege.agreement) == (provision.id, record.agreements[0].id)


def test_what_stands_beside_a_verdict() -> None:
    """Access, the latest stance, and the last report told anew stand beside a verdict, as known on the day."""
    readings = both()
    record, claims = recorded(*readings), {f.claim.id: f for f in filed(*readings)}
    (agreement,) = record.agreements
    early, late = (assess(record, claims, agreement, d).facts for d in ("2021-09-02", "2021-09-04"))
    assert [p["stance"] for p in early["positions"]] == ["accepts"]
    assert [p["stance"] for p in late["positions"]] == ["refuses"]
    assert [(p["action"], p["status"]) for p in late["access"]["promises"]] == [("lift_siege", "promised")]
    assert [(s["place"], s["cut"]) for s in late["access"]["sieges"]] == [("Daraa", ["food"])]
    assert late["days_since_last_independent_report"] == 1


def test_a_wire_copy_is_no_report_told_anew() -> None:
    """A story printed again a week later counts on the day it was first printed."""
    first = Source(report="a", published="2021-09-01", group="a")
    copy = Source(report="b", published="2021-09-08", group="a")
    assert last_independent([first, copy]) == "2021-09-01"
    assert last_independent([]) is None


def test_earlier_agreements_of_the_same_parties_and_how_they_ended() -> None:
    """A truce of a shared party in the same country that began before stands beside, with its last standing; others do not."""

    def made(name: str, published: str, place: str, began: PeriodValue, status: str) -> Reading:
        text = f"A truce took effect in {place}. The committee agreed. Report {name}."
        report = new_report(text, id=name, published=published)
        where = at(text, place, DARAA if place == "Daraa" else GOMA)
        fields = {"type": "ceasefire", "status": status, "began": began, "place": where, "parties": [actor(text, "The committee")]}
        return reading(report, claim(report, "agreement", text.split(".")[0], fields))

    readings = (
        made("a", "2021-08-02", "Daraa", day("2021-08-01"), "collapsed"),
        made("b", "2021-08-12", "Goma", day("2021-08-11"), "collapsed"),
        made("c", "2021-09-02", "Daraa", day("2021-09-01"), "in_force"),
    )
    record, claims = recorded(*readings), {f.claim.id: f for f in filed(*readings)}
    last = max((a for a in record.agreements if a.began), key=lambda a: a.began.first if a.began and a.began.first else "")
    (earlier,) = assess(record, claims, last, "2021-09-02").facts["earlier"]
    assert (earlier["began"], earlier["stood_last"]) == (day("2021-08-01"), "collapsed")
