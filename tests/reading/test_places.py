"""Places: which words name one, what they mean, and where a claim is."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook.gazetteer import Gazetteer
from trucebook.model import Mention, PlaceValue, new_report
from trucebook.reading import Sources, read
from trucebook.reading.grammar.language import parse_many
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.places import count_nations, demonyms, find_places
from trucebook.reading.spaces.placewords import PlaceWords, load_place_words
from trucebook.reading.spaces.where import place_for

Find = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def find(sources: Sources) -> Find:
    """A function that finds the places of a text."""

    def run(text: str) -> tuple[Mention, ...]:
        report, parse = next(parse_many([new_report(text)]))
        found = find_places(Notes(report=report, parse=parse), sources.gazetteer)
        for mention in found:
            assert text[mention.start : mention.end] == mention.text
        return found

    return run


def value(mention: Mention) -> PlaceValue:
    assert isinstance(mention.value, PlaceValue)
    return mention.value


def texts(found: tuple[Mention, ...]) -> list[str]:
    return [m.text for m in found]


def meant(found: tuple[Mention, ...]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Words → admin1, alpha-3 country, precision."""
    return {m.text: (value(m).admin1, value(m).country3, value(m).precision) for m in found}


def test_a_place_has_id_point_codes_and_precision(find: Find) -> None:
    """A resolved place carries everything the record asks for."""
    (nawa, syria) = find("Mortar rounds hit Nawa, Syria, at dawn.")
    assert value(nawa).place_id == "geonames:166365"
    assert (value(nawa).country, value(nawa).country3, value(nawa).admin1, value(nawa).precision) == ("SY", "SYR", "Daraa", "town")
    assert value(nawa).lat == pytest.approx(32.886, abs=0.01)
    assert value(syria).precision == "country"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A convoy from Paris, Texas, reached Austin on Monday.", ["Paris", "Texas", "Austin"]),
        (
            "BENGHAZI, Libya — Rivals in Ajdabiya, Brega and Ras Lanuf kept the truce.",
            ["BENGHAZI", "Libya", "Ajdabiya", "Brega", "Ras Lanuf"],
        ),
        ("Shells fell on Nawa, and families fled to Inkhil and Jasim.", ["Nawa", "Inkhil", "Jasim"]),
        ("The insurgents captured Kunduz and Taloqan.", ["Kunduz", "Taloqan"]),
        ("Fighting went on in southern Syria.", ["southern Syria"]),
        ("Residents of the Damascus suburbs went home.", ["Damascus suburbs"]),
        ("Gunmen from the Deraa Governorate freed three guards.", ["Deraa Governorate"]),
        ("Envoys met in The Hague and in Geneva.", ["The Hague", "Geneva"]),
        ("The Springfield Police Department sent officers to Dayton, Ohio.", ["Springfield", "Dayton", "Ohio"]),
        ("Aid reached Lake Chad and Camp Ashraf.", ["Lake Chad", "Camp Ashraf"]),
        ("A delegation came from Pineville, La., to the talks.", ["Pineville", "La."]),
        ("The ferry runs from Split to Zadar.", ["Split", "Zadar"]),
        ("Militants left al-Rastan on buses.", ["al-Rastan"]),
        ("The army shelled eastern Ghouta.", ["eastern Ghouta"]),
    ],
)
def test_toponyms_as_people_mark_them(find: Find, text: str, expected: list[str]) -> None:
    """Bare names stand without determiners, type and compass words stand with the name they belong to."""
    assert texts(find(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Jordan Paris said nothing.",
        "The Arakan Army held its fire.",
        "Mr. Jordan spoke; Hamilton replied.",
        "Ahrar al-Sham signed first.",
        "A Ford Bronco was stolen, the FDA said.",
        "The agency SANA published a photograph.",
        "Part-time guards kept watch at the Camp.",
        "He spoke of hope, peace and victory.",
        "Syrians and Afghans took part.",
        "",
    ],
)
def test_names_of_people_groups_and_things_are_no_places(find: Find, text: str) -> None:
    """Persons, armed groups, firms, codes, agencies, peoples and common words are no places."""
    assert texts(find(text)) == []


def test_two_georgias(find: Find) -> None:
    """One name means the country or the state by the other places of its report."""
    country = meant(find("Georgia said its troops had left Zugdidi and Gori, while Abkhazia and Russia denied it."))
    state = meant(find("The governor of Georgia flew from Atlanta to Savannah."))
    assert country["Georgia"] == (None, "GEO", "country")
    assert state["Georgia"] == ("Georgia", "USA", "province")


def test_places_of_one_state_pull_the_others_there(find: Find) -> None:
    """Springfield is the one of Ohio where all else is in Ohio, that of Illinois where all else is in Illinois."""
    ohio = meant(find("Crews from Dayton, Columbus and Toledo went to Springfield."))
    illinois = meant(find("Crews from Peoria, Decatur and Joliet went to Springfield."))
    assert ohio["Springfield"][0] == "Ohio"
    assert illinois["Springfield"][0] == "Illinois"


def test_one_sense_a_report(find: Find) -> None:
    """A bare name keeps the sense that its own words gave it elsewhere in the report."""
    found = find("Rebels took Tripoli, Lebanon, in an hour. By noon Tripoli was quiet.")
    assert {value(m).country3 for m in found} == {"LBN"}


def test_demonyms_vote(find: Find) -> None:
    """A people named in the report pulls an ambiguous town to its country."""
    assert meant(find("Syrian troops entered Nawa."))["Nawa"][1] == "SYR"
    assert demonyms()["Syrian"] == "SY"


def test_nations_are_counted(parse: Callable[[str], Parse]) -> None:
    """Each adjective or name of a people counts for its country."""
    assert count_nations(parse("Malian and French troops met a Malian envoy.")) == {"ML": 2, "FR": 1}


def test_a_bare_name_is_the_town_and_a_typed_one_the_province(find: Find) -> None:
    """ "Idlib" is the town, "Idlib governorate" the province."""
    found = find("Buses left Idlib. Aid reached Idlib governorate.")
    assert [value(m).precision for m in found] == ["town", "province"]


def test_a_part_of_a_place_is_a_region(find: Find) -> None:
    """ "Southern Syria" is of region precision and names what it is a part of."""
    (part,) = find("The ceasefire held in southern Syria.")
    assert (value(part).name, value(part).precision, value(part).country3) == ("southern Syria", "region", "SYR")


def test_former_countries_and_regions(find: Find) -> None:
    """Names of former states and of wide regions are known with their sense."""
    found = meant(find("Fighting spread from Zaire to the Sahel."))
    assert found["Zaire"] == (None, "COD", "country")
    assert found["Sahel"] == (None, None, "region")


def test_an_unknown_place_keeps_its_words(find: Find) -> None:
    """A place that no gazetteer knows has its words and nothing else."""
    (unknown, known) = find("Guns were fired in the village of Qalbuzia, near Aleppo.")
    assert value(unknown) == PlaceValue(name="Qalbuzia")
    assert value(known).country3 == "SYR"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on Kafr Nabta and Deir Zahra in Idlib.", ["Kafr Nabta", "Deir Zahra", "Idlib"]),
        ("Families left the town of Ain Zurba on Sunday.", ["Ain Zurba"]),
        ("Troops entered Puerto Claro on Monday and camped near Villa La Loma.", ["Puerto Claro", "Villa La Loma"]),
        ("The colonel could not tell Omar that the road is closed.", []),
    ],
)
def test_a_word_that_opens_names_is_not_all_of_a_name(find: Find, text: str, names: list[str]) -> None:
    """An unknown village of two words is one place, not the town or province that its first word is elsewhere."""
    assert [p.text for p in find(text)] == names


def test_an_unknown_place_has_the_country_its_words_name(find: Find) -> None:
    """ "The Croatian peninsula of …" tells the country of a place that has no point."""
    (unknown,) = find("Fires burned on the Croatian peninsula of Vrbljesac.")
    assert value(unknown) == PlaceValue(name="Vrbljesac", country="HR", country3="HRV")


def test_a_stray_hamlet_far_away_is_left_unresolved(find: Find) -> None:
    """A small place of a country that nothing else speaks of is not believed."""
    found = find("In Kabul, Kandahar, Herat and Ghazni the Afghan army held on, and a convoy left for Deal.")
    assert all(value(m).country3 in ("AFG", None) for m in found)


def test_the_population_alone_is_not_enough(find: Find) -> None:
    """A small town near the report's other places beats its large namesake."""
    found = meant(find("The commander moved from Inkhil to Jasim and on to Tafas, in Daraa province."))
    assert found["Tafas"][1] == "SYR"


def test_no_gazetteer_no_places(parse: Callable[[str], Parse]) -> None:
    """Without a gazetteer nothing is found."""
    text = "Aleppo was quiet."
    assert find_places(Notes(report=new_report(text), parse=parse(text)), None) == ()


def test_word_lists_are_clean() -> None:
    """Every word of the lists is in lower case, and abbreviations map to states."""
    words = load_place_words()
    for name in PlaceWords.__struct_fields__:
        listed = getattr(words, name)
        assert listed, name
        assert all(w == w.lower() and w.strip() == w for w in listed), name
    assert words.us_states["la."] == "Louisiana"
    assert "on" in words.not_places


def test_compass_words_hold_the_proper_ones() -> None:
    """Every word that makes a region of a place is a compass word."""
    words = load_place_words()
    assert words.compass_proper <= words.compass


def place_of(found: tuple[Mention, ...], parse: Parse, quote: str) -> str | None:
    start = parse.text.index(quote)
    place = place_for(parse, found, start, start + len(quote))
    return place.text if place else None


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Rebels shelled the barracks in Nawa before they left for Jasim.", "shelled the barracks", "Nawa"),
        ("The envoy flew from Doha to Cairo. The truce began in Gaza.", "The truce began", "Gaza"),
        ("The truce in Daraa, which Moscow brokered, still holds.", "The truce in Daraa", "Daraa"),
        ("The truce still holds.", "truce", None),
        ("Guns fell silent. Cairo praised it.", "Guns fell silent", None),
    ],
)
def test_where_a_claim_is(find: Find, parse: Callable[[str], Parse], text: str, quote: str, expected: str | None) -> None:
    """A claim is where a preposition of place in its sentence puts it, else nowhere."""
    assert place_of(find(text), parse(text), quote) == expected


def test_a_span_without_words_is_nowhere(parse: Callable[[str], Parse]) -> None:
    """An empty span, or one past the end, has no place."""
    tree = parse("Aleppo was quiet.")
    assert place_for(tree, (), 0, 6) is None
    assert place_for(tree, (), 900, 901) is None


PIECES = st.sampled_from(
    [
        "Aleppo",
        "St. ",
        "al-",
        "D-",
        "La.",
        ",",
        " in ",
        "\n",
        "The ",
        "province",
        "“",
        "’s",
        " the",
        "-",
        "X",
        "NSW",
        "\x00",
        "م",
        "42",
        "&",
        "of ",
        "U.S. ",
    ]
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    """Reading never raises; spans are exact, stand in text order and do not overlap."""
    report, parse = next(parse_many([new_report(text)]))
    found = find_places(Notes(report=report, parse=parse), load_world())
    last = 0
    for mention in found:
        assert report.text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.end


def load_world() -> Gazetteer:
    """The gazetteer, as hypothesis takes no session fixture."""
    from trucebook import gazetteer

    return gazetteer.load()


def test_a_long_line_of_names_is_read_in_one_pass(find: Find) -> None:
    """A line of ten thousand capitalised words does not blow up."""
    assert len(find("Aleppo, Homs, " * 5000)) == 10_000


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Las familias llegaron a la comuna de Cauquenes.", "Cauquenes", "CL"),
        ("El r\ufffdo creci\ufffd en C\ufffdcuta y en Cali.", "C\ufffdcuta", "CO"),
        ("Les familles ont fui vers la localit\ufffd de Bambari.", "Bambari", "CF"),
        ("Families left Cote d\ufffdIvoire in June.", "Cote d\ufffdIvoire", "CI"),
        ("Tents were put up in\nTafas and Nawa, towns of southern Syria.", "Tafas", "SY"),
        ("Halls were opened in Gao, Kidal and Mopti.", "Kidal", "ML"),
        ("The Fraser River rose in British Columbia.", "Fraser River", "CA"),
        ("Talks drew envoys from Mexico, China, Japan and Peru.", "China", "CN"),
        ("Clinics in Nyanza Province, Kenya, ran out of drugs.", "Nyanza Province", "KE"),
    ],
)
def test_damaged_foreign_and_wrapped_text(find: Find, text: str, name: str, country: str) -> None:
    """Lost letters, Spanish and French prepositions, lines wrapped after a preposition and lists of towns hide no place."""
    assert {m.text: value(m).country for m in find(text)}.get(name) == country


def test_titles_and_sums_are_no_places(find: Find) -> None:
    """A doctor's title and a sum of money name no place even where the parser takes them for one."""
    assert [m.text for m in find("In Dr. Keita's view the US$10,000 was lost.")] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Peruvian government said 900 homes were lost.", ("Peruvian", "PE")),
        ("The BNPB counted 900 displaced.", ("BNPB", "ID")),
        ("The Peruvian government said 900 homes in Lima were lost.", None),
        ("Peruvian officials met Chilean officials.", None),
        ("Israeli jets hit a camp.", None),
        ("Kenyan soldiers took a hill.", None),
    ],
)
def test_a_report_without_places_is_at_home(sources: Sources, text: str, told: tuple[str, str] | None) -> None:
    """Where no place is named, nations and national bodies that agree give the country; arms and soldiers give none."""
    reading = read(new_report(text), sources=sources)
    found = [(m.text, value(m).country) for m in reading.mentions if m.kind == "place" and value(m).precision == "country"]
    assert [(w.removeprefix("the ").removeprefix("The "), c) for w, c in found] == ([told] if told else [])
