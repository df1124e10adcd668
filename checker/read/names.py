"""Word lists about HTML: which tags separate, and which class names tell the part of a page."""

import re

BLOCKS = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "button",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "label", "legend", "li", "listing"),
        *("main", "menu", "nav", "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "plaintext", "pre"),
        *("search", "section", "select", "summary", "table", "tbody", "td", "template", "textarea", "tfoot", "th"),
        *("thead", "title", "tr", "ul", "xmp", "video", "audio", "canvas"),
    ]
)
"""Elements that stand on lines of their own; all others, unknown ones too, join their text to their neighbours'."""

UNREAD = frozenset({"script", "style"})
"""Elements whose text is no text."""

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
BOLD = frozenset({"b", "strong"})
LANDMARKS = frozenset({"h1", "main", "nav", "header", "footer", "article"})
"""Elements of which a page has one or few: what holds one is no small part of it."""
FRAMES = frozenset({"iframe", "frame", "object", "embed", "video"})

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
MOST_CLASSES = 20
"""Of further names in one `class` attribute, most are not looked at."""
_SEPARATOR = re.compile(r"[-_:/.]+")


def class_words(name: str) -> tuple[str, ...]:
    """Split one class or id name into lower-case words: `patientStory-card_2` gives patient, story, card, 2."""
    return tuple(word for word in _SEPARATOR.split(_CAMEL.sub("-", name).lower()) if word)


def has_class_word(classes: str, words: frozenset[str]) -> bool:
    """Say whether one of the first names in a `class` attribute holds one of these words."""
    lower = classes.lower()
    if not any(word in lower for word in words):
        return False
    return any(not words.isdisjoint(class_words(name)) for name in classes.split()[:MOST_CLASSES])


NAV_WORDS = frozenset(
    {"menu", "navbar", "nav", "navigation", "breadcrumb", "breadcrumbs", "submenu", "megamenu", "topbar"}
)
TAB_WORDS = frozenset({"tab", "tabs"})
"""Words that make a menu none."""
FOOTER_WORDS = frozenset({"footer", "colophon"})
SMALL_FOOTERS = frozenset({"card", "entry", "modal", "post", "article", "quote", "blockquote", "testimonial", "panel"})
"""Words before `footer` that make it the foot of something smaller than the page."""
CONSENT_WORDS = frozenset(
    {"cookie", "cookies", "gdpr", "ccpa", "onetrust", "cookiebot", "cmplz", "cky", "cookieconsent"}
)
FAQ_WORDS = frozenset({"faq", "faqs", "accordion", "accordions", "fragen", "preguntas"})
QUESTION_WORDS = frozenset({"question", "questions"})
ANSWER_WORDS = frozenset({"answer", "answers"})
TESTIMONIAL_WORDS = frozenset(
    {
        *("testimonial", "testimonials", "testimony", "review", "reviews", "testimonio", "testimonios", "depoimento"),
        *("depoimentos", "temoignage", "temoignages", "erfahrungsbericht", "erfahrungsberichte", "patientenstimmen"),
        *("bewertung", "bewertungen", "kundenstimmen", "yorumlar", "opiniones"),
    }
)
STORY_FIRST = frozenset({"patient", "patients", "success", "client", "customer", "member"})
STORY_SECOND = frozenset({"story", "stories", "experience", "experiences", "quote", "quotes", "voices"})
NO_REVIEW = frozenset(
    {"medically", "medical", "peer", "literature", "by", "date", "last", "reviewed", "clinical", "board", "systematic"}
)
"""Words beside `review` that make it an editor's, not a patient's."""

BUTTON_WORDS = frozenset({"btn", "button", "cta"})

COUNTED_WORDS = NAV_WORDS.union(
    *(TAB_WORDS, FOOTER_WORDS, SMALL_FOOTERS, CONSENT_WORDS, FAQ_WORDS, QUESTION_WORDS, ANSWER_WORDS, BUTTON_WORDS),
    *(TESTIMONIAL_WORDS, STORY_FIRST, STORY_SECOND, NO_REVIEW),
)
"""All words that count inside names; others make no difference (see `meaning.py`)."""

ICON_FONTS = frozenset(
    {"material-icons", "material-symbols-outlined", "material-symbols-rounded", "material-icons-outlined"}
)
"""Classes whose text is the name of a picture."""

OPENABLE = re.compile(
    r"accordion|collaps|\btab|tabs|pane\b|panel|toggle|dropdown|drop-down|menu|nav|faq|answer|modal|popup|lightbox|"
    r"slide|carousel|swiper|fade|anim|aos|wow|reveal|lazy|load|more|expand|elementor-invisible|desktop|mobile|tablet|"
    r"phone|print",
    re.IGNORECASE,
)
"""Class names of parts that are closed, or not yet faded in, until the reader clicks, scrolls or changes device."""

HIDDEN_CLASSES = frozenset(
    {"d-none", "hidden", "visually-hidden", "sr-only", "screen-reader-text", "u-hidden", "is-hidden"}
)
"""Classes that hide in every well-known framework."""
SHOWN_AGAIN = re.compile(
    r"(?:^|\s)(?:(?:xs|sm|md|lg|xl|2xl|xxl):(?:block|flex|grid|inline|table|visible|not-sr-only)\S*"
    r"|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|grid|inline|table)\S*)"
)
"""Classes that show on larger screens what another class hides on small ones."""
