"""Speech as reading sees it: quotation claims, their words and speakers, and the speaker in whose words a span stands."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from trucebook.model import Claim, Field, Reading
from trucebook.reading.evidence import GUESSED, WEIGHED, coded, new_claim
from trucebook.reading.grammar.parse import Parse, reading_copy
from trucebook.reading.notes import Notes
from trucebook.reading.voices.speech import find_quotations, find_speeches, speaker_of

Take = Callable[..., Notes]


def quotations(notes: Notes, others: tuple[Claim, ...] = ()) -> list[Claim]:
    """Return the quotation claims of notes that no step has worked on."""
    return list(find_quotations(notes.with_(speeches=find_speeches(notes)), others))


def said(notes: Notes) -> list[tuple[str, str | None, bool]]:
    """Return words, speaker and directness of every quotation."""
    found = []
    for claim in quotations(notes):
        speaker = claim.fields.get("speaker")
        found.append((claim.quote, speaker.text if isinstance(speaker, Field) else None, claim.value("direct") is True))
    return found


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('"The bridge is ours again," said Colonel Amadou Keita on Friday.', "The bridge is ours again,", "Colonel Amadou Keita"),
        ('"No convoy has come since May," a nurse in the town told reporters.', "No convoy has come since May,", "a nurse in the town"),
        ('The mayor said: "We will not leave our homes."', "We will not leave our homes.", "The mayor"),
        ("The envoy told the council that the road was “a lifeline for thousands”.", "a lifeline for thousands", "The envoy"),
        ("“They shelled the market twice”, according to the governor of Kidal.", "They shelled the market twice", "the governor of Kidal"),
        ("« The river is closed to us », said the fisherman.", "The river is closed to us", "the fisherman"),
        ("''Nobody told us anything,'' said Maria Lopez, a farmer.", "Nobody told us anything,", "Maria Lopez, a farmer"),
    ],
)
def test_marked_speech(take_notes: Take, text: str, words: str, speaker: str) -> None:
    """Words between marks of any make are direct speech of whoever stands beside them."""
    assert said(take_notes(text)) == [(words, speaker, True)]


def test_cue_inside_the_marks(take_notes: Take) -> None:
    """A translation that leaves the cue inside the marks gives one quotation over all of the words between them."""
    words = "terrible winter for the villages, says Lena Brandt, an observer at Relief Watch, with no fuel and no bread"
    text = f"The closure led to a “{words} ”."
    speaker = "Lena Brandt, an observer at Relief Watch"
    assert said(take_notes(text)) == [(words, speaker, True)]


def test_lost_marks_after(take_notes: Take) -> None:
    """Sentences in the first person that "said X" closes are direct speech though the marks are lost."""
    text = "The buses left at noon. It was cold. We had nothing to eat and I lost my shoes said Tomas Vidal 60 who came with his wife."
    [(words, speaker, direct)] = said(take_notes(text))
    assert (words, direct) == ("It was cold. We had nothing to eat and I lost my shoes", True)
    assert speaker is not None
    assert speaker.startswith("Tomas Vidal")


def test_lost_marks_before(take_notes: Take) -> None:
    """What follows "told X:" in the first person is direct speech without marks."""
    [(words, speaker, direct)] = said(take_notes("One shepherd told the agency: We slept in the hills for nine nights."))
    assert (words, speaker, direct) == ("We slept in the hills for nine nights.", "One shepherd", True)


def test_country_in_capitals_is_no_first_person(take_notes: Take) -> None:
    """US in capitals is a country: nothing in this sentence is direct speech."""
    assert not any(direct for _, _, direct in said(take_notes("The US forces left the base at dawn said Major Petrov.")))


def test_statement_to_the_end(take_notes: Take) -> None:
    """A statement under "X said:" reaches over its paragraphs to the end of the text."""
    text = "Minister comments on the talks.\n\nMinister Anna Holm said:\n\nThe talks were frank.\n\nWe will meet again in June."
    assert ("The talks were frank.\n\nWe will meet again in June.", "Minister Anna Holm", True) in said(take_notes(text))


def test_several_paragraphs_of_one_quotation(take_notes: Take) -> None:
    """Paragraphs that each open with a mark, of which the last one closes, are one quotation."""
    text = "A spokesman said: “The road is open.\n\n“The second road will open on Monday.”\n\nNothing moved on Sunday."
    [(words, speaker, direct)] = said(take_notes(text))
    assert (words, speaker, direct) == ("The road is open.\n\n“The second road will open on Monday.", "A spokesman", True)


def test_part_of_a_sentence(take_notes: Take) -> None:
    """Quoted parts of indirect speech are the quotation; the indirect words around them are not repeated."""
    text = 'The council accused the militia of "burning every field" in the valley.'
    assert said(take_notes(text)) == [("burning every field", "The council", True)]


@pytest.mark.parametrize(
    "text",
    [
        'The army calls the fighters "bandits" and the villages "nests".',
        'He was reading "War and Peace" when the shells fell.',
        'The so-called "zone" was never drawn on a map.',
        'The rebels had proclaimed an "autonomous administration" in 2015.',
    ],
)
def test_terms_and_titles_are_no_speech(take_notes: Take, text: str) -> None:
    """Scare quotes, names given and titles of works are nobody's words."""
    assert not any(direct for _, _, direct in said(take_notes(text)))


def test_speaker_is_carried_on(take_notes: Take) -> None:
    """A quotation without a cue belongs to who was quoted last."""
    text = '"We are tired," said Ruth Cole. "We want to go home before the rains come."'
    assert [s for _, s, _ in said(take_notes(text))] == ["Ruth Cole", "Ruth Cole"]


def test_name_behind_a_dash(take_notes: Take) -> None:
    """A name behind a dash after the marks is the speaker."""
    assert said(take_notes("“I never saw the sea before that day.” — Ines Duarte\n")) == [
        ("I never saw the sea before that day.", "Ines Duarte", True)
    ]


def test_dialogue(take_notes: Take) -> None:
    """Turns of a dialogue printed as NAME: words are direct speech."""
    text = "MODERATOR: Will the truce hold until spring?\nGENERAL ROSS: It will hold if they want it to.\n"
    assert said(take_notes(text)) == [
        ("Will the truce hold until spring?", "MODERATOR", True),
        ("It will hold if they want it to.", "GENERAL ROSS", True),
    ]


def test_post_with_handle_and_date(take_notes: Take) -> None:
    """A post that stands in the text with name, handle and date is its author's own words."""
    text = "The convoy waits. Trucks turned back at the gate for the third time. pic.twitter.com/ab Nadia Rahimi (@nadiar) March 3, 2016"
    assert ("Trucks turned back at the gate for the third time.", "Nadia Rahimi", True) in said(take_notes(text))


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Police said that the gate had been locked.", "that the gate had been locked", "Police"),
        ("The gate had been locked, police said.", "The gate had been locked", "police"),
        ("According to the harbour master, two boats are missing.", "two boats are missing", "the harbour master"),
        ("In the view of the bishop, the law is unjust.", "the law is unjust", "the bishop"),
        ("General Ito believes that the pass is mined.", "that the pass is mined", "General Ito"),
        ("The ministry denied that any prisoner had died.", "that any prisoner had died", "The ministry"),
        ("The claim by the army that the town had fallen spread quickly.", "that the town had fallen", "the army"),
        ("The envoy was quoted as saying that the ford is open.", "that the ford is open", "The envoy"),
        ("In a letter issued by the bishops, who said the war must end, nobody was named.", "the war must end", "who"),
        ("Sweden called for an inquiry into the raid.", "an inquiry into the raid", "Sweden"),
    ],
)
def test_indirect_speech(take_notes: Take, text: str, words: str, speaker: str) -> None:
    """Reported speech and thought is a quotation in the report's words where nothing else holds it."""
    assert (words, speaker, False) in said(take_notes(text))


def test_relative_pronoun_speaks_for_its_noun(take_notes: Take) -> None:
    """The pronoun keeps its place in an indirect quotation, its value is the name it stands for."""
    notes = take_notes("Major Silva, who said that the mine was old, left on Monday.")
    [claim] = [c for c in quotations(notes) if "mine" in c.quote]
    speaker = claim.fields["speaker"]
    assert isinstance(speaker, Field)
    assert (speaker.text, speaker.value) == ("who", "Major Silva")


def test_name_for_a_pronoun_in_running_text(take_notes: Take) -> None:
    """In a long text without paragraphs a pronoun that speaks gives way to the name it stands for."""
    filler = "The market was quiet and the shops were shut. " * 25
    text = filler + 'Karim Haddad walked to the well. "There is no water in the pipes," he said.'
    assert said(take_notes(text))[-1] == ("There is no water in the pipes,", "Karim Haddad", True)


def test_nested_speech_is_claimed_once(take_notes: Take) -> None:
    """A quotation inside indirect speech of another is not claimed a second time."""
    claims = quotations(take_notes("The judge said that the guards believed that the cell was empty."))
    assert [c.quote for c in claims] == ["that the guards believed that the cell was empty"]


def test_indirect_speech_that_others_hold(take_notes: Take) -> None:
    """Indirect speech that holds another claim is not repeated, direct speech always is."""
    notes = take_notes('Police said that 12 people had died. "It was a massacre of the innocent," said Omar Said.')
    at = notes.report.text.index("12 people")
    held = new_claim(notes.report, "figure", at, at + len("12 people"))
    assert [c.quote for c in quotations(notes, (held,))] == ["It was a massacre of the innocent,"]


def test_deals_hold_their_own_talk(take_notes: Take) -> None:
    """In a report on an agreement only words given as spoken are quotations."""
    notes = take_notes('A truce began. The general said that the night was calm. "We slept well," said the cook.')
    deal = new_claim(notes.report, "agreement", 0, 7)
    assert [c.quote for c in quotations(notes, (deal,))] == ["We slept well,"]


def test_what_a_head_added_makes_no_report_on_deals(take_notes: Take) -> None:
    """A term that a learned head added leaves indirect speech a quotation; one that words bind does not."""
    text = 'The mayors struck a deal on the bridge. The general said that the night was calm. "We slept well," said the cook.'
    notes, spoken = take_notes(text), "We slept well,"
    deal = new_claim(notes.report, "agreement", 0, 28, score=0.4, reasons=(GUESSED,))
    term = new_claim(notes.report, "provision", 32, 38, score=0.4, reasons=(WEIGHED,), fields={"agreement": coded(deal.id)})
    assert [c.quote for c in quotations(notes, (deal, term))] == ["that the night was calm", spoken]
    assert [c.quote for c in quotations(notes, (replace(deal, reasons=()), replace(term, reasons=())))] == [spoken]


def test_speaker_of_a_span(take_notes: Take) -> None:
    """The innermost speech that holds a span answers for it; the report's own words have no speaker."""
    notes = take_notes("Rain fell. The Red Cross said that 40 families had fled.")
    notes = notes.with_(speeches=find_speeches(notes))
    at = notes.report.text.index("40")
    speaker = speaker_of(notes, at, at + 2)
    assert speaker is not None
    assert speaker.text == "The Red Cross"
    assert speaker_of(notes, 0, 4) is None


def test_wants_do_not_make_a_speaker(take_notes: Take) -> None:
    """Who wants or criticises something does not thereby vouch for what is told of it."""
    notes = take_notes("The union condemned the killing of two drivers.")
    notes = notes.with_(speeches=find_speeches(notes))
    at = notes.report.text.index("killing")
    assert speaker_of(notes, at, at + 7) is None


def test_who_accuses_vouches(take_notes: Take) -> None:
    """What somebody is accused of stands in the words of who accuses."""
    notes = take_notes("The council accused the militia of burning two villages.")
    notes = notes.with_(speeches=find_speeches(notes))
    at = notes.report.text.index("burning")
    speaker = speaker_of(notes, at, at + 7)
    assert speaker is not None
    assert speaker.text == "The council"


def test_furniture_does_not_speak(take_notes: Take) -> None:
    """Boilerplate has no speakers."""
    from trucebook.reading.surface.layout import find_blocks

    notes = take_notes("The town is calm.\n\nReporting by Ann Lee, who said nothing; Editing by Bo Ray\n")
    notes = notes.with_(blocks=find_blocks(notes.parse))
    assert quotations(notes) == []


def rough_parse(text: str) -> Parse:
    """Return a parse of words with made-up grammar, enough to drive the rules over any text."""
    smooth = reading_copy(text)
    words = list(re.finditer(r"\w+|[^\w\s]", smooth))
    n = len(words)
    tags = [("VBD", "NNP", "NN", "PRP", "DT", "VBG")[(len(m[0]) + i) % 6] for i, m in enumerate(words)]
    pos = {"VBD": "VERB", "VBG": "VERB", "NNP": "PROPN", "NN": "NOUN", "PRP": "PRON", "DT": "DET"}
    return Parse(
        text,
        start=[m.start() for m in words],
        end=[m.end() for m in words],
        lemma=["say" if t == "VBD" else m[0].lower() for m, t in zip(words, tags, strict=True)],
        pos=[pos[t] for t in tags],
        tag=tags,
        dep=[("nsubj", "ccomp", "prep", "pobj", "relcl", "dobj", "acl")[i % 7] for i in range(n)],
        head=[max(i - i % 20, i - 1) for i in range(n)],
        sentences=[(i, min(i + 20, n)) for i in range(0, n, 20)],
        entities=[(i, i + 1, "PERSON") for i in range(0, n, 5)],
        smooth=smooth,
    )


PIECES = st.sampled_from(
    "\"|“|”|«|»|'|''|\"\"|said|I|we|X|Bo Ray|.|,|:|—| |\n|\n\n|said:\n\n|according to|ANN: |A B (@ab) May 2, 2016|"
    "pic.twitter.com/x|\u200f|\x00|ق|\ud800|that|he".split("|")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_text(take_notes: Take, text: str) -> None:
    """Whatever the text, nothing is raised and every span is exact."""
    report = take_notes("A.").report
    from trucebook.model import new_report

    report = new_report(text)
    notes = Notes(report=report, parse=rough_parse(report.text))
    notes = notes.with_(speeches=find_speeches(notes))
    for claim in find_quotations(notes, ()):
        assert report.text[claim.start : claim.end] == claim.quote
        for field in claim.spans():
            assert field.start is None or report.text[field.start : field.end] == field.text
    speaker_of(notes, 0, len(report.text))


def test_a_short_sentence_goes_on_after_its_quotation(take_notes: Take) -> None:
    """A short sentence between marks right after a quotation of the same paragraph has the same speaker; alone it is none."""
    notes = take_notes('"It is over," Khalid told reporters in Gao. "We want peace."')
    assert said(notes) == [("It is over,", "Khalid", True), ("We want peace.", "Khalid", True)]
    assert said(take_notes('The sign read wrong. "We want peace."')) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN: Famine looms in the north\n\nIt rained.", [("Famine looms in the north", "UN", False)]),
        ("Amina Diallo: Schools must open again\n\nIt rained.", [("Schools must open again", "Amina Diallo", False)]),
        ("Update: Roads are closed\n\nIt rained.", []),
        ("UNICEF: more schools\n\nIt rained.", []),
    ],
)
def test_a_headline_gives_its_speaker_before_a_colon(take_notes: Take, text: str, expected: list[tuple[str, str, bool]]) -> None:
    """A person or body, a colon and a clause on one short line are indirect speech; a label or bare words are none."""
    assert said(take_notes(text)) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The mill has burned," the agency quoted a baker as saying.', "a baker"),
        ('"The mill has burned," the agency quoted a displaced man, Karim Haddad, as saying.', "a displaced man, Karim Haddad"),
        ('Anna Holt said the mill had burned. "We ran to the quay," Karim Haddad a baker from the port said.', "Karim Haddad"),
        ('The mayor said that "calling the raid a crime" was "an act of spite."', "The mayor"),
    ],
)
def test_whose_words_a_quotation_gives(take_notes: Take, text: str, speaker: str) -> None:
    """Who is quoted by an agency, a name beside its description, and the verb outside other marks give the speaker."""
    assert said(take_notes(text))[-1][1] == speaker


def test_a_title_or_pronoun_means_who_was_quoted_before(take_notes: Take) -> None:
    """In a report on an agreement the name stands as the speaker, for a pronoun behind the quotation before and for a bare title."""
    notes = take_notes('"We have a truce," Gen. Anna Holt said. "It is calm." Nobody has "heard a shot," the general added.')
    notes = notes.with_(agreements=(new_claim(notes.report, "agreement", 9, 16),))
    assert [speaker for _, speaker, _ in said(notes)] == ["Gen. Anna Holt"] * 3


def test_indirect_speech_of_a_war_is_its_story(read_text: Callable[..., Reading]) -> None:
    """Where a report tells of acts of force and people killed, only words given as spoken are quotations."""
    text = "The army shelled the port. Rebels stormed the mill. The navy bombed the quay. "
    text += 'The mayor said that nine people were killed. "It is hell," he said.'
    assert [c.quote for c in read_text(text, "2019-05-04").claims if c.kind == "quotation"] == ["It is hell,"]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('The envoy denounced the talks as "meaningless" on Monday.', "meaningless", "The envoy"),
        ('The minister termed the raids "war crimes" and left the room.', "war crimes", "The minister"),
        ('Hassan called the truce "fragile".', "fragile", "Hassan"),
        ('The siege was described by aid workers as a "slow death" for the town.', "slow death", "aid workers"),
        ('The governor condemned what she called a "brazen breach" of the accord.', "brazen breach", "The governor"),
        ('The bishop spoke of a state whose leaders called his appeals "empty talk".', "empty talk", "whose leaders"),
    ],
)
def test_verdicts_between_marks(take_notes: Take, text: str, words: str, speaker: str) -> None:
    """A word or two by which somebody judges a thing once is direct speech, however short."""
    assert (words, speaker) in [(quote, who) for quote, who, direct in said(take_notes(text)) if direct]


@pytest.mark.parametrize(
    "text",
    [
        'The group calls its rockets "pigeons".',
        'The army dropped so-called "barrel bombs" on what it calls "bandits".',
        'The party called itself "patriotic" in May.',
        'The chair may call a "special meeting" in June.',
    ],
)
def test_names_between_marks_are_no_verdicts(take_notes: Take, text: str) -> None:
    """What is always called so, what a party calls itself and what is called together are no words as spoken."""
    assert not [words for words, _, direct in said(take_notes(text)) if direct]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The rebels said they would not let Borduria mediate any talks calling it a "partner in the crime."', "The rebels"),
        ('State radio blamed troops trying to storm a suburb of Norvik claiming the attack was "their last card."', "State radio"),
        ('The mayor stormed out of the port, calling it "a trap set for fools".', "The mayor"),
        ('The agency cited a nurse saying the ward was "a place of ghosts and rats".', "a nurse"),
    ],
)
def test_a_participle_speaks_for_the_subject(take_notes: Take, text: str, speaker: str) -> None:
    """Who speaks in "calling it" is the subject of the sentence, not the state, place or thing that stands beside it."""
    assert [who for _, who, direct in said(take_notes(text)) if direct] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Nine parties refused. A statement signed by nine parties was read. "We will not go," the statement said.', "nine parties"),
        ('The army said in a statement that it was over. "They broke it ten times," the statement added.', "The army"),
        ('Foreign Secretary Anna Holt came. "The truce must hold," the foreign secretary told reporters.', "Anna Holt"),
        ('Karim Haddad, the governor, stayed. "The truce must hold," the governor said.', "Karim Haddad"),
        ('Anna Holt A Foreign Office spokesman said: "The truce must hold."', "A Foreign Office spokesman"),
    ],
)
def test_who_stands_behind_a_paper_or_title(take_notes: Take, text: str, speaker: str) -> None:
    """A statement's words are those of who issued it, a title's of who bears it; a name above a line is a caption."""
    notes = take_notes(text)
    notes = notes.with_(agreements=(new_claim(notes.report, "agreement", 0, 4),))
    assert [who for _, who, direct in said(notes) if direct] == [speaker]


def test_a_statement_handed_on_is_not_summed_up_again(take_notes: Take) -> None:
    """Where one speaker's words fill half of a report, the line above that sums them up is no quotation beside them."""
    text = "Minister Anna Holt welcomes the new budget.\n\nMinister Anna Holt said:\n\nI welcome the new budget. It helps us all."
    text += " We rebuild the roads, the mills and the schools of the north with it."
    assert [(words, direct) for words, _, direct in said(take_notes(text))] == [(text[text.index("I welcome") :], True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebels said they would reply and that our fingers do not leave the trigger. A guard spoke. We write it down he shrugged.",
            ["our fingers do not leave the trigger", "We write it down"],
        ),
        ("I have eaten grass since May an old man told a reporter. It rained.", ["I have eaten grass since May"]),
        ("The mayor left and the governor answered that our hearts are open to all.", ["our hearts are open to all"]),
        ("I wait he told the radio. Now I have seen. Guns fired thirty shells at the hills the army said.", ["I wait", "Now I have seen."]),
        (
            "We will not bargain the source said. Either they leave or the army settles it. Governor Holt told reporters that it rained.",
            ["We will not bargain", "Either they leave or the army settles it."],
        ),
        (
            "Planes hit the mill. This slaughter goes on while all look away. We warn of more. The raids feed terror the Council stressed.",
            ["This slaughter goes on while all look away. We warn of more. The raids feed terror"],
        ),
        ("The silence of the powers clearly amounts to complicity the Council said. It rained.", None),
        ("The road is open police said. Nine people died in this massacre the monitor said. The buses left the army said.", []),
    ],
)
def test_voices_in_a_text_without_marks_and_commas(take_notes: Take, text: str, expected: list[str] | None) -> None:
    """Where marks and commas are lost, pleading and blame, a clause in the first person and what goes on behind it are words as spoken."""
    found = [words for words, _, direct in said(take_notes(text)) if direct]
    assert found == (expected if expected is not None else ["The silence of the powers clearly amounts to complicity"])


def test_pleading_with_its_commas_stays_indirect(take_notes: Take) -> None:
    """A text that kept its commas never had marks around what it reports."""
    text = "On Monday, after the raid, the Council met. This slaughter must end, the Council said, and the talks, it added, must go on."
    assert not [words for words, _, direct in said(take_notes(text)) if direct]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The road is open", sums up a driver at the crossing.', "a driver at the crossing"),
        ('"We were not asked", launches one of its political cadres by telephone.', "its political cadres"),
        (
            'According to the television station Al-Fajr "two guards were killed by a shell at the gate."',
            "the television station Al-Fajr",
        ),
    ],
)
def test_sources_beside_marks_in_translated_order(take_notes: Take, text: str, speaker: str) -> None:
    """Any verb between the words and somebody gives them, and "according to" gives the name that stands right before the marks."""
    assert [who for _, who, direct in said(take_notes(text)) if direct] == [speaker]


def test_what_is_written_on_a_thing_is_not_spoken(take_notes: Take) -> None:
    """Words stamped or painted on a thing are no quotation of who found it."""
    assert not [words for words, _, direct in said(take_notes('They found crates with "made in Borduria" stamped on them.')) if direct]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rockets hit the square the police said. We will not stop until it is cleansed the source added. It rained.",
            ["We will not stop until it is cleansed"],
        ),
        (
            "They hit the market and came back Abu Omar who lost his brother told the radio. We have no hospital left. The army advanced.",
            ["They hit the market and came back", "We have no hospital left."],
        ),
        (
            "The buses left the mayor said. We saw nothing. We slept outside Anna Holt said. It rained.",
            ["We saw nothing. We slept outside"],
        ),
    ],
)
def test_who_speaks_where_marks_and_commas_are_lost(take_notes: Take, text: str, expected: list[str]) -> None:
    """A verb taken for a participle, a relative clause before it, and sentences that follow in the first person show what was spoken."""
    assert [words for words, _, direct in said(take_notes(text)) if direct] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Two depots were blown up along the river road Holt added.", ["Two depots were blown up along the river road"]),
        ("Two depots were blown up along the river road she said.", ["Two depots were blown up along the river road"]),
        ("Two depots were blown up along the river road the police said.", []),
        ("Two depots were blown up along the river road Karim Haddad said.", []),
        ("Her driver had gone back for the guns she said.", []),
    ],
)
def test_who_was_heard_is_heard_again_where_commas_are_lost(take_notes: Take, told: str, expected: list[str]) -> None:
    """A sentence that closes with the name of one whose words stood as spoken further up, or with "she said", is hers too; what others
    close, and what tells of the speaker herself, is the report's."""
    text = f"Captain Anna Holt said on Monday that the bridge was held. Is this a truce or a trap? she asked. {told}"
    found = [words for words, _, direct in said(take_notes(text)) if direct]
    assert found == ["Is this a truce or a trap?", *expected]


def test_what_is_heard_again_begins_behind_what_was_said_last(take_notes: Take) -> None:
    """The sentences between what one said last and the one that closes with his name are his, and "he said" behind them is he."""
    text = "Colonel Karim Haddad said on Monday that the bridge was held. Is this a truce or a trap? he asked. The posts have been hit. "
    text += "Two depots were blown up by a drone he said. The mill road has been cut. The bandits no longer have fuel he said."
    told = [(words, who) for words, who, direct in said(take_notes(text)) if direct]
    assert [words for words, _ in told[1:]] == [
        "The posts have been hit. Two depots were blown up by a drone",
        "The mill road has been cut. The bandits no longer have fuel",
    ]


@pytest.mark.parametrize(
    ("before", "after", "speaker"),
    [
        ("Karim Haddad said", "he said", "Karim Haddad"),
        ("the council said", "he said", "Omar Lund"),
        ("Karim Haddad said", "they said", None),
    ],
)
def test_who_goes_on_behind_his_name(take_notes: Take, before: str, after: str, speaker: str | None) -> None:
    """Behind "…" X said "he said" is X where X is a person; a body is no "he", and a person no "they"."""
    text = f'Omar Lund came to the port with his men. "We hold the bridge," {before}. "The mill has burned," {after}.'
    last = [c for c in quotations(take_notes(text)) if c.value("direct")][-1]
    assert last.quote == "The mill has burned,"
    assert (last.value("speaker") == speaker) if speaker else ("Haddad" not in str(last.value("speaker")))


def test_who_speaks_behind_a_colon_where_marks_are_lost(take_notes: Take) -> None:
    """Behind "X said that …:" the words as spoken begin, and "he said" is X, not whom the words before named last."""
    text = "Senator Karim Haddad a critic of the plan said on the radio that silence had strengthened Holt: You cannot feed a wolf he said."
    told = [c for c in quotations(take_notes(text)) if c.value("direct")]
    assert [(c.quote, c.value("speaker")) for c in told] == [("You cannot feed a wolf", "Karim Haddad")]


def test_a_description_that_goes_on_behind_a_dash_gives_way_to_the_name(take_notes: Take) -> None:
    """Of "The Joint Force – Steady Hand Commander, Gen. Anna Holt, provided the following statement" the speaker is she."""
    text = 'The Joint Force – Steady Hand Commander, Gen. Anna Holt, provided the following statement: "The bridge is open and we hold it."'
    told = [who for _, who, direct in said(take_notes(text)) if direct]
    assert told == ["Anna Holt"]


def test_stances_alone_are_no_quotations(take_notes: Take) -> None:
    """A whole report in which nobody says anything hands on nobody's words, whatever states judge and want."""
    stances = "Sweden called for an inquiry into the raid. Norway condemns the seizure of the mill. Peru wants to build trust among all. "
    rest = "The road to the port runs north. The mill stands on a hill. The river is wide there. "
    assert not said(take_notes(stances + rest))
    assert said(take_notes(stances + rest + "Police said that the gate had been locked."))


def test_nobody_is_heard_again_where_commas_stand(take_notes: Take) -> None:
    """In a text that kept its commas "…, Holt added" hands over what was said in the words of the report."""
    text = "Captain Anna Holt, of the guard, said on Monday, in Karo, that the bridge was held. Is this a truce, or a trap? she asked. "
    text += "Two depots were blown up along the river road, Holt added."
    assert [words for words, _, direct in said(take_notes(text)) if direct] == ["Is this a truce, or a trap?"]


def test_names_behind_descriptions(take_notes: Take) -> None:
    """A description gives way to the name in front of or behind it, over a title; a pronoun before any verb speaks."""
    text = 'The colonel Anna Holt, spokesman of the army, spoke. "We have won", he rejoices. '
    text += '"It is a fable", retorts its spokesman, the major Karim Haddad.'
    notes = take_notes(text)
    notes = notes.with_(agreements=(new_claim(notes.report, "agreement", 0, 4),))
    assert [who for _, who, direct in said(notes) if direct] == ["Anna Holt", "Karim Haddad"]


def test_one_weak_name_of_a_deal_makes_no_report_on_deals(take_notes: Take) -> None:
    """Where nobody is harmed, a single weak agreement leaves what is said indirectly a quotation."""
    notes = take_notes("The mayor said that the bridge was closed. The deal was old.")
    weak = new_claim(notes.report, "agreement", 43, 51, score=0.4)
    assert [c.quote for c in quotations(notes, (weak,))] == ["that the bridge was closed"]
    assert not quotations(notes, (replace(weak, score=0.6),))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            'It took four years, "a thousand raids and the patience of the dead", a negotiator for the council said.',
            "a negotiator for the council",
        ),
        ('The offer was waved off as "foreign bread" by the governor.', "the governor"),
    ],
)
def test_the_whole_phrase_of_a_source(take_notes: Take, text: str, speaker: str) -> None:
    """A source before its verb keeps its head over "for", and an idiom of refusing gives a verdict."""
    assert [who for _, who, direct in said(take_notes(text)) if direct] == [speaker]


def test_three_counts_of_victims_make_a_report_on_fighting(read_text: Callable[..., Reading]) -> None:
    """A report that counts victims three times gives only words as spoken, though it tells of no act of force."""
    text = "Doctors counted nine dead and 40 wounded. Some 700 people have fled. The mayor said that the bridge was cut. "
    text += '"It is hell," he said.'
    assert [c.quote for c in read_text(text, "2019-05-04").claims if c.kind == "quotation"] == ["It is hell,"]


def test_an_event_in_reported_words_leaves_them_a_quotation(take_notes: Take) -> None:
    """Outside of wars and deals a statement is a quotation although it tells of an event, and one that holds a figure is not."""
    notes = take_notes("The mayor said that the bridge had fallen.")
    event = new_claim(notes.report, "event", 31, 41)
    assert [c.quote for c in quotations(notes, (event,))] == ["that the bridge had fallen"]
    assert not quotations(notes, (replace(event, kind="figure"),))


def test_what_is_judged_may_follow_the_marks(take_notes: Take) -> None:
    """A translation puts what is judged behind the verdict."""
    text = 'The minister described as "gross lies" the words of the rebels.'
    assert [(words, who) for words, who, direct in said(take_notes(text)) if direct] == [("gross lies", "The minister")]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('It rained. Zelda Holt: "They are not needed here today."', "They are not needed here today.", "Zelda Holt"),
        ("We believed it and went out Ahmed Saleh 34 a father of four said by telephone.", "We believed it and went out", "Ahmed Saleh"),
    ],
)
def test_names_without_a_verb_or_with_an_age(take_notes: Take, text: str, words: str, speaker: str) -> None:
    """A name and a colon give words between marks, and an age and description may part a name from its verb."""
    assert [(quote, who) for quote, who, direct in said(take_notes(text)) if direct] == [(words, speaker)]


def test_she_is_the_person_named_last(take_notes: Take) -> None:
    """A pronoun without a subject before it means the last person named, wherever she stood."""
    notes = take_notes('Briefing by spokeswoman Maria Holt. "It is a stream of lies," she said.')
    notes = notes.with_(agreements=(new_claim(notes.report, "agreement", 0, 4),))
    assert [who for _, who, direct in said(notes) if direct] == ["Maria Holt"]


def test_one_act_of_force_with_many_dead_makes_a_report_on_fighting(read_text: Callable[..., Reading]) -> None:
    """A report of an attack that killed many gives only words as spoken."""
    text = "The army shelled the port on Monday, killing 1,300 people. The mayor said that the bridge was cut. "
    text += 'The envoys met in Norvik and praised the talks. "It is hell," the mayor said.'
    assert [c.quote for c in read_text(text, "2019-05-04").claims if c.kind == "quotation"] == ["It is hell,"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the port on Monday. The mayor, the envoy, the bishop of Norvik, the minister and Nils Holt said that the army and "
        "the militia had gone. ",
        "The ministry condemned the rebels. It said that the rebels and the army of Norvik had no honour. ",
    ],
)
def test_people_in_arms_make_a_short_report_on_fighting(read_text: Callable[..., Reading], text: str) -> None:
    """A short report of an act of force that names people in arms three times, or of whose actors they are a quarter, gives only words
    as spoken."""
    told = read_text(text + '"It is hell," the mayor said.', "2019-05-04")
    assert [c.quote for c in told.claims if c.kind == "quotation"] == ["It is hell,"]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            'President Nils Holt told lawmakers on Monday that Norvik would reply if another soldier was hurt. "We are patient" he said.',
            "We are patient",
            "President Nils Holt",
        ),
        (
            'It was the last mill, council member Karim Fahd said. "No sack of flour has come" he added.',
            "No sack of flour has come",
            "Karim Fahd",
        ),
        ('"I saw him pass" a witness named Karim Fahd said. "He looked strange." The town is calm.', "He looked strange.", "Karim Fahd"),
        ('The monitors\' chief, General Nils Holt, spoke of a "glaring breach".', "glaring breach", "Nils Holt"),
    ],
)
def test_speakers_named_right_before(take_notes: Take, text: str, words: str, speaker: str) -> None:
    """A pronoun speaks for whose reported words end right before it; a name behind "named" or a rank is the speaker's."""
    notes = take_notes(text)
    spoken = {s.named or s.speaker for s in find_speeches(notes) if text[s.start : s.end] == words}
    (claim,) = [c for c in quotations(notes) if c.quote == words]
    field = claim.fields.get("speaker")
    named = field.text if isinstance(field, Field) else None
    assert named == speaker or any(span is not None and speaker in text[slice(*span)] for span in spoken)
