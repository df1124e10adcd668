"""Which text a fragment completes."""

from tests.read.reading import lead_ins


def test_list_items_complete_the_text_before_that_ends_in_a_colon() -> None:
    found = lead_ins("<h2>Care</h2><p>We see:</p><ul><li>Knees<li>Hips</ul><p>That is all of it.</p>")

    assert found == {"Care": None, "We see:": None, "Knees": "We see:", "Hips": "We see:", "That is all of it.": None}


def test_list_items_complete_an_unfinished_text_before() -> None:
    assert lead_ins("<p>Our doctors look after people with</p><ul><li>Knees</ul>")["Knees"] == (
        "Our doctors look after people with"
    )


def test_list_items_else_complete_the_heading() -> None:
    assert lead_ins("<h2>What we see</h2><p>We are happy to help.</p><ul><li>Knees</ul>")["Knees"] == "What we see"


def test_nested_items_complete_the_item_above() -> None:
    found = lead_ins("<h2>What we see</h2><ul><li>Joints<ul><li>Knees<li>Hips</ul><li>Nerves</ul>")

    assert (found["Joints"], found["Knees"], found["Hips"], found["Nerves"]) == (
        "What we see",
        "Joints",
        "Joints",
        "What we see",
    )


def test_a_second_column_of_a_list_completes_the_same_text() -> None:
    found = lead_ins("<p>We see:</p><div><ul><li>Knees</ul><ul><li>Hips</ul></div>")

    assert found["Hips"] == "We see:"


def test_sub_headings_complete_the_heading_above() -> None:
    found = lead_ins("<h1>House</h1><h2>Rooms</h2><h3>Kitchen</h3><h2>Garden</h2>")

    assert found == {"House": None, "Rooms": "House", "Kitchen": "Rooms", "Garden": "House"}


def test_short_fragments_complete_the_colon_before_one_after_another() -> None:
    found = lead_ins("<h2>Care</h2><div>We see:</div><div>Knees</div><div>Hips and backs</div><p>We do it well.</p>")

    assert (found["Knees"], found["Hips and backs"], found["We do it well."]) == ("We see:", "We see:", None)


def test_short_fragments_and_buttons_else_complete_the_heading() -> None:
    found = lead_ins('<h2>Care</h2><p>Knees</p><p>It is good to be here.</p><a class="btn" href=/>Come in</a>')

    assert (found["Knees"], found["Come in"]) == ("Care", "Care")


def test_a_bold_line_heads_what_follows_in_its_container() -> None:
    found = lead_ins(
        "<h2>Care</h2><div><p><b>What we see</b></p><p>It is a long list of things.</p><ul><li>Knees</ul></div>"
        "<ul><li>Parking</ul>"
    )

    assert (found["Knees"], found["What we see"]) == ("What we see", "Care")


def test_a_closed_part_heads_only_what_is_inside() -> None:
    found = lead_ins("<h2>Care</h2><details><summary>Prices</summary><ul><li>One</ul></details><p>Knees</p>")

    assert (found["One"], found["Knees"]) == ("Prices", "Care")


def test_a_definition_completes_its_term() -> None:
    assert lead_ins("<dl><dt>Price<dd>500<dt>Stay<dd>2 days</dl>")["2 days"] == "Stay"


def test_a_cell_completes_the_head_of_its_row_or_the_heading() -> None:
    found = lead_ins("<h2>Care</h2><table><tr><th>Knee<td>500</tr><tr><td>600</tr></table>")

    assert (found["500"], found["600"]) == ("Knee", "Care")


def test_menus_footers_quotes_and_sentences_complete_nothing() -> None:
    found = lead_ins(
        "<h2>Care</h2><nav><ul><li>Home</ul></nav><blockquote>Very nice</blockquote><p>Two words. Here</p>"
        "<p>This is a whole sentence of more than eight words</p><footer><ul><li>Imprint</ul></footer>"
    )

    assert set(found.values()) == {None}


def test_a_list_before_all_else_completes_nothing() -> None:
    assert lead_ins("<ul><li>Knees</ul>")["Knees"] is None


def test_a_bold_line_very_far_above_heads_nothing() -> None:
    found = lead_ins(f"<h2>Care</h2><p><b>What we see</b></p>{'<div>' * 20}<p>Knees</p>")

    assert found["Knees"] == "Care"


def test_hidden_text_is_nobodys_lead_in() -> None:
    assert lead_ins("<p>We see:</p><p hidden>Not here:</p><ul><li>Knees</ul>")["Knees"] == "We see:"
