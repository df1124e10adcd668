"""The named alternatives values are made of: zones, severities, kinds, states, bands, views, verdicts on numbers."""

from enum import StrEnum


class Zone(StrEnum):
    """Where on the page a block of text stands."""

    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    TESTIMONIAL = "testimonial"
    FAQ_QUESTION = "faq_question"
    FAQ_ANSWER = "faq_answer"
    ALT = "alt"
    BUTTON = "button"
    FORM = "form"
    NAV = "nav"
    FOOTER = "footer"
    JSONLD = "jsonld"
    HIDDEN = "hidden"
    """Only named by rules: matches any block whose `hidden` is true, whatever its zone."""


class Severity(StrEnum):
    """How much a finding matters if the reading is right."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Confidence(StrEnum):
    """How often the reading is right."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PageKind(StrEnum):
    """What the page is for, from most to least commercial."""

    OFFER = "offer"
    """A provider offers treatment here."""
    PROMOTION = "promotion"
    """Promotes treatment without offering it first-hand: advertorial, lead generation, one-sided article."""
    INFORMATION = "information"
    """Article, news, encyclopaedia, forum."""
    INSTITUTION = "institution"
    """Regulator, registry, journal, hospital programme, charity, university."""


class Genre(StrEnum):
    """What sort of page it is, within its kind; names the speaker, decides nothing."""

    CLINIC = "clinic"
    """A clinic or seller (offer)."""
    PROMOTIONAL_ARTICLE = "promotional_article"
    """An article that promotes treatment (promotion)."""
    DIRECTORY = "directory"
    """A page that lists or describes other people's clinics (information)."""
    NEWS = "news"
    """A news report (information)."""
    PATIENT_EDUCATION = "patient_education"
    """Information for patients (information)."""
    LAW_FIRM = "law_firm"
    """A lawyer's page (information)."""
    ARTICLE = "article"
    """Any other text that informs: encyclopaedia, forum, essay (information)."""
    HOSPITAL = "hospital"
    """A hospital's transplant programme (institution)."""
    JOURNAL = "journal"
    """A scientific paper (institution)."""
    REGULATOR = "regulator"
    """A regulator or other public authority (institution)."""
    CHARITY = "charity"
    """A charity or patients' association (institution)."""
    INSTITUTION = "institution"
    """Any other institution: university, professional society, register (institution)."""


class State(StrEnum):
    """How a rule ended. Every rule ends in exactly one of these."""

    FIRED = "fired"
    NOT_FOUND = "not_found"
    NOT_APPLICABLE = "not_applicable"
    COULD_NOT_CHECK = "could_not_check"


class Band(StrEnum):
    """The conclusion a reader gets, in words."""

    MANY = "many"
    SOME = "some"
    FEW = "few"
    COULD_NOT_JUDGE = "could_not_judge"


class View(StrEnum):
    """For whom a result is rendered."""

    PATIENT = "patient"
    """Someone who thinks of paying: what the page says, what to ask, on two sheets of paper."""
    JOURNALIST = "journalist"
    """Someone who quotes the page: every quote with its place, how often each rule is right, a letter to the clinic."""
    REGULATOR = "regulator"
    """Someone who files it: numbered findings, how the page was collected, the rules in full."""


class IdentifierFamily(StrEnum):
    """What an official number stands for."""

    TRIAL = "trial"
    """A study in a public register."""
    PAPER = "paper"
    """A published work."""
    PERSON = "person"
    """A researcher or a health professional."""
    FIRM = "firm"
    """A business, a laboratory, a place."""
    PERMIT = "permit"
    """A filing with or a permission of an authority, for a study or a treatment."""
    PRODUCT = "product"
    """A product an authority has listed or allowed."""
    REFERENCE = "reference"
    """A number that connects records and registers nothing."""


class Verdict(StrEnum):
    """What an offline look at a number's form says."""

    WELL_FORMED = "well_formed"
    """The shape is right; nothing in the number can be recalculated."""
    PASSES_CHECK = "passes_check"
    """The shape is right and so is the number's own arithmetic or date."""
    FAILS_CHECK = "fails_check"
    """The shape is right and the number's own arithmetic or date is not."""
    PLACEHOLDER = "placeholder"
    """Stands where a number would: all zeros, 12345678."""
    MALFORMED = "malformed"
    """Nearly the shape: a digit too few or too many, letters swapped."""
