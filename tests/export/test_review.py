"""What reviewers write into the findings table comes back to the right findings, or is named by its line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import ReviewError
from checker.export.csv_file import BYTE_ORDER_MARK, csv_text
from checker.export.review import NO_REVIEWS, Review, read_reviews
from checker.export.tables import findings_table
from checker.views.numbering import numbered
from tests.report import samples

RESULT = samples.short()
ITEMS = numbered(RESULT)
KEY, OTHER = ITEMS[0].key, ITEMS[1].key
HEAD = "key,decision,note,reviewer,date"


def saved(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "review.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_exported_table_filled_in_comes_back_and_is_shown_again(tmp_path: Path) -> None:
    filled = csv_text(findings_table(RESULT)).replace(
        '"","","",""\r\n', '"Confirmed","=seen, ""live""","A. B.","24/11/2026"\r\n', 1
    )
    reviews = read_reviews(saved(tmp_path, filled), ITEMS)
    again = csv_text(findings_table(RESULT, reviews))

    assert reviews.by_key == {
        KEY: Review(decision="confirmed", note='=seen, "live"', reviewer="A. B.", date="24/11/2026")
    }
    assert '"confirmed","\'=seen, ""live""","A. B.","24/11/2026"\r\n' in again
    assert read_reviews(saved(tmp_path, again), ITEMS) == reviews


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", BYTE_ORDER_MARK])
def test_spreadsheets_of_all_countries_are_understood(tmp_path: Path, delimiter: str, mark: str) -> None:
    text = mark + f"{HEAD}\r\n{KEY},rejected,no,me,today\r\n".replace(",", delimiter)

    assert read_reviews(saved(tmp_path, text), ITEMS).by_key[KEY].decision == "rejected"


def test_columns_may_be_moved_and_removed_and_rows_sorted_and_left_empty(tmp_path: Path) -> None:
    text = f"Note,extra,DATE,key,decision,reviewer\r\n,,,,,\r\nlook again,x,,{OTHER},,\r\n,,,{KEY},confirmed,\r\n"

    assert read_reviews(saved(tmp_path, text), ITEMS).by_key == {
        OTHER: Review(note="look again"),
        KEY: Review(decision="confirmed"),
    }


def test_note_of_several_lines_stays_one_note(tmp_path: Path) -> None:
    text = f'{HEAD}\r\n{KEY},confirmed,"one\r\ntwo",me,\r\nunknown:1,confirmed,,,\r\n'
    reviews = read_reviews(saved(tmp_path, text), ITEMS)

    assert reviews.by_key[KEY].note == "one\r\ntwo"
    assert ":4: no finding" in reviews.unknown[0]


def test_unknown_key_is_reported_by_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = f"{HEAD}\r\ngone:aaa,confirmed,,,\r\n{KEY},confirmed,,,\r\nempty:bbb,,,,\r\n"
    reviews = read_reviews(saved(tmp_path, text), ITEMS)

    assert list(reviews.by_key) == [KEY]
    assert reviews.unknown == (
        f"{tmp_path / 'review.csv'}:2: no finding of this result has the key 'gone:aaa'; the row was left out",
    )


def test_review_follows_the_words_to_a_later_result(tmp_path: Path) -> None:
    path = saved(tmp_path, f"{HEAD}\r\n{KEY},confirmed,,,\r\n")
    later = replace(RESULT, outcomes=tuple(reversed(RESULT.outcomes)))

    assert read_reviews(path, numbered(later)).of(next(item for item in numbered(later) if item.key == KEY)) == Review(
        decision="confirmed"
    )


WRONG = [
    ("", "1: has no column key"),
    ("key,note\r\n", "1: has no column decision and no column reviewer and no column date"),
    (f"{HEAD},note\r\n", "1: has two columns called note"),
    (f"{HEAD}\r\n{KEY},maybe,,,\r\n", "2: the decision 'maybe' is unknown; write confirmed, rejected, unclear"),
    (f"{HEAD}\r\n{KEY},confirmed,,,\r\n{KEY},rejected,,,\r\n", "3: the key '.*' stands here a second time"),
    (f"{HEAD}\r\n{KEY},confirmed,a,b,c,d\r\n", "2: has 6 cells under 5 column names"),
    (f'{HEAD}\r\n{KEY},confirmed,"a"b,,\r\n', "2: is no well-formed CSV"),
    (f"{HEAD}\r\n{KEY},confirmed,{'x' * 10_001},,\r\n", "2: the note has 10,001 characters"),
    (f"{HEAD}\r\n{KEY},confirmed,{'x' * 200_000},,\r\n", "2: is no well-formed CSV"),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[message for _, message in WRONG])
def test_wrong_table_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReviewError) as caught:
        read_reviews(saved(tmp_path, text), ITEMS)

    assert re.search(rf"review\.csv:{message}", str(caught.value))


def test_table_that_cannot_be_opened_or_decoded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="cannot be opened"):
        read_reviews(tmp_path / "absent.csv", ITEMS)
    with pytest.raises(ReviewError, match="not in UTF-8"):
        read_reviews(saved(tmp_path, f"{HEAD}\n{KEY},confirmed,größer,,\n", "cp1252"), ITEMS)


def test_without_a_table_every_cell_of_a_reviewer_is_empty() -> None:
    assert {NO_REVIEWS.of(item) for item in ITEMS} == {Review()}
