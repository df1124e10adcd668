"""Dated facts carry their source, and the word lists know what the facts name."""

from typing import Any

import pytest

from checker.resources import RULES
from tests.builders import real_pack, yaml_of

FACTS = RULES / "en" / "facts"
PRODUCTS: list[dict[str, Any]] = yaml_of(FACTS / "approved-products.yaml")
MIN_CONDITIONS = 250


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: str(product["name"]))
def test_every_approved_product_has_its_use_date_and_source(product: dict[str, Any]) -> None:
    assert {"name", "maker", "indication", "authority", "since", "source"} <= set(product)
    assert product["source"] in real_pack().authorities
    assert "2000" < product["since"] < "2026"


def test_no_product_of_an_authority_is_listed_twice() -> None:
    names = [(product["name"], product["authority"]) for product in PRODUCTS]

    assert len(set(names)) == len(names)


def test_word_list_knows_every_approved_product() -> None:
    known = yaml_of(RULES / "en" / "terms" / "approved-product.yaml")["terms"]
    names = [str(product["name"]).lower().replace(",", "") for product in PRODUCTS]

    assert [name for name in names if not name.startswith(tuple(known))] == []


def test_conditions_are_a_real_list() -> None:
    lists = [yaml_of(path) for path in (RULES / "en" / "terms").glob("condition-*.yaml")]
    terms = {term for found in lists for term in found["terms"] if not term.startswith("{")}

    assert len(terms) >= MIN_CONDITIONS
