"""A page with very many findings makes a small report, which says how many it leaves out."""

import re
from dataclasses import replace
from functools import cache

import pytest
from bs4 import BeautifulSoup

from checker.models import Result, View
from checker.render import render_html

from .builders import finding, outcome, result

FINDINGS = 50_000
PLACE = finding("Our cells cure arthritis, guaranteed.", "cure arthritis")


@cache
def of_one_rule() -> Result:
    return result(outcome("cure", "A claim.", findings=tuple(replace(PLACE, start=n) for n in range(FINDINGS))))


@cache
def of_many_rules() -> Result:
    return result(*(outcome(f"rule-{n}", "A claim.", findings=(PLACE,) * (FINDINGS // 100)) for n in range(100)))


@pytest.mark.parametrize("view", list(View))
def test_fifty_thousand_findings_of_one_rule_are_cut_and_counted(view: View) -> None:
    html = render_html(of_one_rule(), view=view)
    size_bytes = len(html.encode())
    said = re.findall(r"\b(\d\d,\d{3}) more\b", BeautifulSoup(html, "lxml").get_text(" "))

    assert size_bytes < 5_000_000
    assert said
    assert all(FINDINGS - 1_000 < int(number.replace(",", "")) < FINDINGS for number in said)


@pytest.mark.parametrize("view", list(View))
def test_fifty_thousand_findings_of_many_rules_make_a_small_report(view: View) -> None:
    html = render_html(of_many_rules(), view=view)
    size_bytes = len(html.encode())

    assert size_bytes < 5_000_000
    assert re.search(r"\d more\b", BeautifulSoup(html, "lxml").get_text(" "))
