"""An operator is weighed only on lines it may reach; no line that it does reach may be missing among them."""

from collections import Counter
from pathlib import Path

from checker.context import Hit, cue_for
from checker.models import Fetched
from checker.reach import reached
from checker.read import read_page
from checker.scene import Scene
from tests.builders import real_pack

PAGES = Path(__file__).parent / "pages"


def test_whatever_an_operator_reaches_is_among_the_lines_it_may_reach() -> None:
    pack = real_pack()
    applied: Counter[str] = Counter()
    missed = []
    for path in sorted(PAGES.glob("*.html")):
        url = f"https://{path.stem}.example/"
        scene = Scene(read_page(Fetched(requested_url=url, final_url=url, body=path.read_bytes())), pack)
        for view in scene.views:
            sentence = Hit(view=view, start=view.own_start, end=len(view.text), number=0, phrase="")
            for name, cues in pack.operators.items():
                if cue_for(scene, sentence, cues) is not None:
                    applied[name] += 1
                    if not reached(scene, name) >> view.line.number & 1:
                        missed.append((path.stem, name, view.text))

    assert missed == []
    assert applied.keys() == pack.operators.keys()
