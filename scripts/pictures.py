"""Take the README's pictures: one screen of each sample in docs/samples, with an installed Chromium.

python scripts/pictures.py
"""

from playwright.sync_api import ViewportSize

from checker.models import View
from checker.resources import ROOT
from tests.chromium import open_browser

DOCS = ROOT / "docs"
SCREEN: ViewportSize = {"width": 1280, "height": 960}
PICTURES = (
    ("report.png", View.PATIENT, "body"),
    ("report-journalist.png", View.JOURNALIST, "#findings"),  # its first screen is much like the patient's
    ("report-regulator.png", View.REGULATOR, "body"),
)
"""File, sample and where in it the screen begins."""


def main() -> None:
    """Write the pictures."""
    with open_browser() as browser:
        page = browser.new_page(viewport=SCREEN, color_scheme="light")
        for name, view, place in PICTURES:
            page.goto((DOCS / "samples" / f"{view.value}.html").as_uri())
            page.locator(place).evaluate("each => each.scrollIntoView({behavior: 'instant'})")
            page.screenshot(path=DOCS / name)
            print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
