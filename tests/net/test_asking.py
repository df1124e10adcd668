"""Requests say honestly who asks, and put no question to a site that it cannot answer."""

import pytest

from checker import __version__
from checker.models import Fetched
from checker.net.asking import USER_AGENT, Asked, Validators, user_agent, validators_of


@pytest.mark.parametrize("contact", ["me@office.example", "https://office.example/about?a=b"])
def test_a_contact_is_added_to_our_name(contact: str) -> None:
    expected = f"clinic-check/{__version__} (+reads one page on behalf of a person; see README; contact: {contact})"

    assert user_agent(contact) == expected
    assert user_agent("") == USER_AGENT


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "me@",
        "Mozilla/5.0",
        "a@b.example\r\nX: y",
        "a@b.example)",
        "ä@b.example",
        "a b@c.example",
        "a@b." + "c" * 200,
    ],
)
def test_a_contact_that_could_not_stand_in_the_header_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="is no contact; give a mail address"):
        user_agent(contact)


def test_what_was_kept_is_only_asked_of_the_address_that_gave_it() -> None:
    asked = Asked(validators=Validators(url="https://a.example/", etag='"1"', last_modified="then"))

    assert asked.headers("https://a.example/") == {
        "User-Agent": USER_AGENT,
        "If-None-Match": '"1"',
        "If-Modified-Since": "then",
    }
    assert asked.headers("https://a.example/b") == {"User-Agent": USER_AGENT}


def fetched(*headers: tuple[str, str]) -> Fetched:
    return Fetched(requested_url="https://a.example/", final_url="https://b.example/", body=b"x", headers=headers)


def test_what_to_keep_is_taken_from_the_answer() -> None:
    assert validators_of(fetched(("etag", 'W/"2"'), ("x", "y"))) == Validators(url="https://b.example/", etag='W/"2"')
    assert validators_of(fetched(("last-modified", "then"))) == Validators(
        url="https://b.example/", last_modified="then"
    )
    assert validators_of(fetched(("x", "y"))) is None
