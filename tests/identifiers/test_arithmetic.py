"""The one right check digit passes and every other fails; dates that cannot be are told from dates that can."""

import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.identifiers.arithmetic import actrn_fits, crc32_fits, npi_fits, orcid_fits
from checker.identifiers.dates import date_fits, month_fits, year_month_fits
from checker.identifiers.verdicts import is_placeholder


def digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}}")


@given(year=st.integers(2004, 2040).map(str), serial=digits(6))
def test_one_pair_of_check_digits_fits_a_eudract_number(year: str, serial: str) -> None:
    right = str(zlib.crc32(f"{year}{serial}".encode()))[:2]

    assert [pair for pair in (f"{value:02}" for value in range(100)) if crc32_fits((year, serial, pair))] == [right]


@given(body=digits(11))
def test_one_triple_of_check_digits_fits_an_actrn(body: str) -> None:
    passing = [triple for triple in (f"{value:03}" for value in range(1000)) if actrn_fits((body + triple,))]

    assert len(passing) == 1
    first, second, third = (int(digit) for digit in passing[0])
    assert ((sum(map(int, body[:5])) + first) % 10, (sum(map(int, body[5:])) + second) % 10) == (0, 0)
    assert third == (first + second) % 10


@given(body=digits(9))
def test_one_check_digit_fits_an_npi(body: str) -> None:
    assert sum(npi_fits((f"{body}{last}",)) for last in "0123456789") == 1


@given(body=digits(9), place=st.integers(0, 9), change=st.integers(1, 9))
def test_one_wrong_digit_in_an_npi_is_noticed(body: str, place: int, change: int) -> None:
    right = next(f"{body}{last}" for last in "0123456789" if npi_fits((f"{body}{last}",)))
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]

    assert not npi_fits((wrong,))


@given(body=digits(15))
def test_one_check_character_fits_an_orcid(body: str) -> None:
    assert sum(orcid_fits((f"{body}{last}",)) for last in "0123456789X") == 1


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        (("1234567893",), npi_fits),  # the worked example of 69 FR 3434
        (("0000", "0002", "1825", "0097"), orcid_fits),
        (("0000", "0002", "1694", "233x"), orcid_fits),
        (("2004", "002714", "11"), crc32_fits),
        (("2022", "500041", "24"), crc32_fits),
        (("12608000409370",), actrn_fits),
    ],
)
def test_published_numbers_pass(parts: tuple[str, ...], fits: object) -> None:
    assert callable(fits)
    assert fits(parts)


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_fits(day: date) -> None:
    assert date_fits((f"{day:%Y%m%d}043289",))


@pytest.mark.parametrize("digits", ["20190230043289", "20191301043289", "20190400043289"])
def test_date_that_never_was_does_not_fit(digits: str) -> None:
    assert date_fits((digits,)) is False


def test_persian_year_is_no_date_of_ours() -> None:
    assert date_fits(("138903244174",)) is None


def test_months() -> None:
    assert [year_month_fits((text,)) for text in ("201912", "201900", "201913", "199912")] == [
        True,
        False,
        False,
        False,
    ]
    assert [month_fits(("2019", text)) for text in ("01", "12", "00", "13", "091")] == [True, True, False, False, None]


@pytest.mark.parametrize(
    "serial", ["00000000", "11111111", "01234567", "12345678", "87654321", "1234567890", "0XXXXXXX"]
)
def test_placeholder(serial: str) -> None:
    assert is_placeholder(serial)


@pytest.mark.parametrize("serial", ["04172863", "04444444", "1111", "12345679", "00000001", "XAXAXA"])
def test_no_placeholder(serial: str) -> None:
    assert not is_placeholder(serial)
