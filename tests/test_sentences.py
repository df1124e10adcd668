"""Splitting sentences: a table of tricky cases and the laws of offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.sentences import LONGEST_CHARS, split

CASES: list[list[str]] = [
    ["One thing happened.", "Then another did."],
    ["Dr. Mara Lind leads the team.", "She is kind."],
    ["We met Mr. Olsen and Mrs. Berg yesterday."],
    ["Prof. A. Keller wrote it.", "Nobody read it."],
    ["J. R. Hart founded the house in 2011."],
    ["It helps with colds, e.g. a cough, i.e. little things."],
    ["Knees vs. hips is an old debate."],
    ["Visit us in the U.S. and in Mexico."],
    ["We work in the U.S.", "The rules there differ."],
    ["Made by Acme Inc. in Ohio."],
    ["Made by Acme Inc.", "The house is old."],
    ["It takes approx. 3.5 hours."],
    ["See Fig. 2 and No. 7 for details."],
    ["Is it safe?", "No.", "It is not."],
    ["He lives in St. Gallen now."],
    ["She holds a Ph.D. in botany."],
    ["She holds a Ph.D.", "She also paints."],
    ["Ann Roe, M.D., will see you."],
    ["Ann Roe, M.D. is here."],
    ["We open at 9 a.m. and close at 5 p.m. on Fridays."],
    ["We close at 5 p.m.", "The door is locked then."],
    ["Wait…", "What was that?"],
    ["It went on… and on."],
    ["Well... maybe not."],
    ["Well...", "Maybe not."],
    ['He said "it works."', "She laughed."],
    ["He said “it works.”", "She laughed."],
    ["(This is a note.)", "It ends here."],
    ["Really?!", "Yes!"],
    ["Stop!", "Go!"],
    ["It costs $3.50.", "That is cheap."],
    ["Version 2.0.1 is out now."],
    ["Look at example.com for more."],
    ["Write to me@example.org.", "We answer."],
    ["First • Second • Third"],
    ["Home | About | Contact"],
    ["Over 1.000.000 people came."],
    ["A dose of 5 mg/kg was given.", "It was enough."],
    ["This was in Jan. 2020 and Feb. 2021."],
    ["It was shown before [12].", "Then it was doubted."],
    ["It was shown before.[12]", "Then it was doubted."],
    ["Smith et al. found no effect."],
    ["Call us now!", "Tel. 555 0100"],
    ["1. First step of the plan.", "2. Second step."],
    ["They came, saw, etc. and left."],
    ["They came, saw, etc.", "The end was near."],
    ["Is this a cure?", "Ask your doctor."],
    ["It is plan B.", "We hope it works."],
    ["Type A.", "This one is rare."],
    ["El Dr. Ruiz atiende aquí.", "La Dra. Sol también."],
    ["Das gilt z.B. für Knie.", "Für Hüften nicht."],
    ["C'est fini.", "Voilà !"],
    ["Merci !", "À bientôt."],
    ["¿Duele?", "No mucho."],
    ["細胞は安全です。", "本当です。"],
    ["这是真的吗？", "是的！", "很好。"],
    ["Wir öffnen um neun.", "Über uns steht mehr im Netz."],
    ["Она врач.", "Он пациент."],
    ["No stop at the end"],
    ["Trailing space. "],
    ["She was born on 5. May 1960 in Bern."],
    ["Ratio 1:2.", "Good."],
    ["✓ Fast", "✓ Clean"],
    ["We asked: why?", "Nobody knew."],
    ["It was plan b.", "We like it."],
    ["It takes 5 min.", "Then it is over."],
    ["He lives in San Diego, CA.", "We meet there."],
    ["“Why?” she asked."],
    ["“Stop!” he said."],
]


def _join(parts: list[str]) -> str:
    glue = "" if any("\u3000" <= char <= "\uffee" for part in parts for char in part) else " "
    return glue.join(parts)


@pytest.mark.parametrize("parts", CASES, ids=lambda parts: _join(parts)[:40])
def test_a_tricky_text_is_split_right(parts: list[str]) -> None:
    text = _join(parts)

    found = [text[start:end] for start, end in split(text, 0, len(text))]

    assert found == _expected(parts)


def _expected(parts: list[str]) -> list[str]:
    by_sign = {
        "First • Second • Third": ["First", "Second", "Third"],
        "Home | About | Contact": ["Home", "About", "Contact"],
    }
    if parts[0] in by_sign:
        return by_sign[parts[0]]
    return [part.strip().removeprefix("✓ ") for part in parts]


def test_spans_point_into_the_whole_text() -> None:
    text = "Skip this. Read this. And this."

    assert split(text, 11, len(text)) == [(11, 21), (22, 31)]


def test_a_text_of_white_space_has_no_sentence() -> None:
    assert split("  \n ", 0, 4) == []


@given(st.text(max_size=200))
def test_spans_are_ordered_apart_and_trimmed(text: str) -> None:
    last = 0
    for start, end in split(text, 0, len(text)):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@given(st.text(alphabet="ab .!?\u2026\u3002\u2022|\"')A1", max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    spans = split(text, 0, len(text))

    kept = "".join(text[start:end] for start, end in spans)
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize("word", ["word ", "word, ", "endless"])
def test_a_sentence_without_end_is_cut_and_nothing_is_lost(word: str) -> None:
    text = word * 2_000

    spans = split(text, 0, len(text))

    assert max(end - start for start, end in spans) <= LONGEST_CHARS
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
