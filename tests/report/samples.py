"""Whole results for the report tests: a typical clinic page, a careful one, one cut short, one not judged."""

from dataclasses import replace

from checker.models import (
    Band,
    Confidence,
    Identifier,
    IdentifierFamily,
    Limit,
    Outcome,
    ReadCounts,
    Result,
    Severity,
    State,
    Verdict,
    Zone,
)
from checker.status import Status

from .builders import (
    EMA,
    FDA_ALERT,
    ISSCR,
    MURDOCH,
    absence,
    assessment,
    finding,
    good,
    identifier,
    outcome,
    page_facts,
    result,
    set_aside,
    study,
)
from .on_a_page import on_a_page

CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
TREAT = ("Healing is in your nature", "Conditions we treat")
FAQ = ("Healing is in your nature", "Frequently asked questions")
PRICES = ("Healing is in your nature", "Prices and this month's offer")


def typical() -> Result:
    """Make the result of a page much like the bundled demo: 25 rules fired, 4 stayed open, 60 did not apply or fire."""
    return on_a_page(result(*_statements(), *_missing(), *_good(), *_open(), *_quiet(), identifiers=_numbers()))


def short() -> Result:
    """Make the typical result without the sixty rules that found nothing, where only the kinds of parts matter."""
    return on_a_page(result(*_statements()[:9], *_missing(), *_good(), *_open(), identifiers=_numbers()))


def _numbers() -> tuple[Identifier, ...]:
    """One number for each thing the table of numbers can say."""
    eudract = {"format": "eudract", "name": "EudraCT number", "registry": "EU Clinical Trials Register"}
    npi = {"format": "npi", "name": "National Provider Identifier", "family": IdentifierFamily.PERSON}
    return (
        identifier(),
        identifier("2016-002748-18", **eudract, verdict=Verdict.PASSES_CHECK, places=(), link="https://a.example/18"),
        identifier("2016-002748-19", **eudract, verdict=Verdict.FAILS_CHECK),
        identifier("NCT00000000", verdict=Verdict.PLACEHOLDER),
        identifier("NPI 16842390", **npi, verdict=Verdict.MALFORMED, note="A number for billing; it is not a licence."),
        identifier("IND 18427", name="IND number of a study", look_up="", registry="US Food and Drug Administration"),
    )


def _statements() -> tuple[Outcome, ...]:
    return (
        outcome(
            "cure-explicit",
            "The page says the treatment cures or reverses a disease.",
            why="No stem-cell product is accepted as a cure outside a short list of blood disorders. Regulators name "
            "promises of this kind first among their warnings.",
            ask="Which published trial shows this, in how many patients with my illness, and for how long?",
            severity=CRITICAL,
            points=55.0,
            sources=(FDA_ALERT, EMA),
            findings=(
                finding(
                    "Our stem cell therapy reverses multiple sclerosis and gives families their lives back, without "
                    "surgery and without drugs.",
                    "stem cell therapy reverses multiple sclerosis",
                    heading_path=("Healing is in your nature",),
                ),
                finding("Most of our young patients lose their diagnosis within a year.", "lose their diagnosis"),
                finding("The effect is permanent.", "effect is permanent", softened_by=("future",)),
                finding("Stem cells that repair damaged organs.", "repair damaged organs", zone=Zone.META),
            ),
            set_aside=(
                set_aside("Can stem cells cure autism?", "cure autism", "question", "?"),
                set_aside(
                    "We do not claim to cure autism, yet most improve.",
                    "cure autism",
                    "negated_purpose",
                    "do not claim",
                ),
                set_aside(
                    "Our products are not intended to diagnose, treat, cure or prevent any disease.",
                    "cure or prevent any disease",
                    "disclaimer",
                    "not intended to",
                ),
            ),
        ),
        outcome(
            "combination-offer-no-risk",
            "The page offers cells for a serious disease and names no risks.",
            kind="combination",
            why="Every treatment that does something can also do harm. A page that offers cells for a serious illness "
            "and names no harm leaves out what patients need most.",
            ask="What went wrong in earlier patients, how often, and who looked after them?",
            severity=CRITICAL,
            points=48.0,
            sources=(EMA, MURDOCH),
        ),
        outcome(
            "condition-child",
            "The page offers cells to children with autism or cerebral palsy.",
            severity=CRITICAL,
            points=40.0,
            replaced_by="combination-offer-no-risk",
            sources=(FDA_ALERT,),
            findings=(
                finding(
                    "Autism and cerebral palsy in children from the age of two",
                    "Autism and cerebral palsy in children",
                    zone=Zone.LIST,
                    heading_path=TREAT,
                    lead_in="We successfully treat:",
                ),
            ),
        ),
        outcome(
            "safety-no-side-effects",
            "The page says the treatment has no side effects.",
            why="Cells from your own body have caused infections, blindness and tumours once they were taken out, "
            "handled and put back.",
            ask="Which harms did you see, and may I read the consent form that lists them?",
            severity=CRITICAL,
            points=40.0,
            sources=(FDA_ALERT, ISSCR),
            findings=(
                finding(
                    "Because they are your own cells, there is no risk of rejection and there are no side effects.",
                    "there are no side effects",
                ),
                finding(
                    "Our therapy is completely safe and painless.",
                    "completely safe",
                    zone=Zone.FAQ_ANSWER,
                    heading_path=FAQ,
                ),
            ),
        ),
        outcome(
            "sales-guarantee",
            "The page guarantees a result.",
            why="No honest medicine works in everyone. A guarantee cannot be kept and says nothing about evidence.",
            ask="What does the guarantee pay for, who decides whether I improved, and is it in writing?",
            severity=CRITICAL,
            points=38.0,
            sources=(ISSCR,),
            findings=(
                finding(
                    "Results are guaranteed when the whole programme is followed.",
                    "Results are guaranteed",
                    zone=Zone.FAQ_ANSWER,
                    heading_path=FAQ,
                ),
            ),
        ),
        outcome(
            "trial-pay",
            "Patients pay to be in a study.",
            why="Real trials are paid for by whoever wants to know the answer, seldom by the people who take part.",
            ask="What is the registration number, who is the sponsor, and why do patients pay?",
            severity=HIGH,
            points=30.0,
            sources=(FDA_ALERT,),
            findings=(
                finding(
                    "Patient-funded clinical study, five visits",
                    "Patient-funded clinical study",
                    zone=Zone.TABLE,
                    heading_path=PRICES,
                ),
            ),
        ),
        *_more_statements(),
    )


def _more_statements() -> tuple[Outcome, ...]:
    rows: tuple[tuple[str, str, Severity, float, str, str], ...] = (
        (
            "regulation-registered",
            "A registered laboratory is shown as a mark of quality.",
            HIGH,
            22.0,
            "Every procedure takes place in our FDA registered laboratory.",
            "FDA registered laboratory",
        ),
        (
            "regulation-own-cells",
            "The page says no approval is needed because the cells are the patient's own.",
            HIGH,
            21.0,
            "The treatment uses your own tissue, so no further approval is required.",
            "no further approval is required",
        ),
        (
            "evidence-testimonial-as-proof",
            "A patient's story reports a recovery.",
            HIGH,
            20.0,
            "Three weeks after the infusion I walked my daughter down the aisle.",
            "Three weeks after the infusion I walked",
        ),
        (
            "product-exosome",
            "The page sells exosomes.",
            HIGH,
            20.0,
            "Our exosome drip carries the power of a billion young cells.",
            "Our exosome drip",
        ),
        (
            "condition-many",
            "One treatment is offered for many unrelated illnesses.",
            HIGH,
            20.0,
            "One therapy, many answers.",
            "One therapy, many answers",
        ),
        (
            "rhetoric-conspiracy",
            "The page says that drug companies hold this treatment back.",
            HIGH,
            18.0,
            "Big drug companies have no interest in a treatment that comes from your own body.",
            "Big drug companies have no interest",
        ),
        (
            "evidence-house-numbers",
            "The page gives success rates from its own counting.",
            MEDIUM,
            12.0,
            "In our experience 95% of patients report better movement.",
            "95% of patients report better movement",
        ),
        (
            "evidence-uncited",
            "The page points to studies and names none.",
            MEDIUM,
            11.0,
            "Studies show that nine out of ten patients improve within weeks.",
            "Studies show",
        ),
        (
            "mechanism-any-tissue",
            "The page says the cells turn into whatever the body needs.",
            MEDIUM,
            10.0,
            "The cells travel to wherever your body needs them, turn into any type of tissue and repair the damage.",
            "turn into any type of tissue",
        ),
        (
            "sales-urgency",
            "The page presses for time.",
            MEDIUM,
            10.0,
            "Only four places are left this month.",
            "Only four places are left",
        ),
        (
            "hype-breakthrough",
            "The page calls the treatment a breakthrough.",
            LOW,
            5.0,
            "Meridian Bay Regenerative Institute brings you a revolutionary breakthrough in medicine.",
            "revolutionary breakthrough",
        ),
        (
            "rhetoric-natural",
            "The page says the treatment may work because it is natural.",
            LOW,
            4.0,
            "It may boost the immune system and slow ageing.",
            "boost the immune system",
        ),
    )
    return tuple(
        outcome(
            rule,
            title,
            severity=severity,
            points=points,
            sources=(FDA_ALERT, study(number), study(number + 20)),
            findings=(
                finding(sentence, quote, softened_by=("hedge",) if "may" in sentence else ()),
                *((finding("A second place says much the same.", "much the same"),) if points == 20.0 else ()),
            ),
            set_aside=(
                set_aside(
                    "Be wary of low-cost clinics abroad that promise a miracle.",
                    "promise a miracle",
                    "warning",
                    "Be wary of",
                ),
            )
            if rule == "hype-breakthrough"
            else (),
        )
        for number, (rule, title, severity, points, sentence, quote) in enumerate(rows)
    )


def _missing() -> tuple[Outcome, ...]:
    return (
        absence(
            "disclosure-risk",
            "No risks or side effects of the treatment are mentioned.",
            severity=HIGH,
            points=20.0,
            base_rate_percent=75.0,
            replaced_by="combination-offer-no-risk",
        ),
        absence(
            "disclosure-experimental",
            "The page does not say that the use is experimental.",
            severity=HIGH,
            points=14.0,
            base_rate_percent=67.0,
        ),
        absence(
            "disclosure-evidence-limits",
            "No limits of the evidence and no other treatments are named.",
            base_rate_percent=81.0,
        ),
        absence("disclosure-follow-up", "The page does not say who looks after you later.", points=5.0),
        absence("credentials-no-doctor", "No doctor is named.", points=4.0),
    )


def _good() -> tuple[Outcome, ...]:
    return (
        good(
            "disclosure-cost",
            "The page gives prices.",
            findings=(
                finding("Single infusion, 50 million cells: $8,900", "$8,900", zone=Zone.TABLE, heading_path=PRICES),
            ),
        ),
        good(
            "good-warns",
            "The page warns about other clinics.",
            findings=(
                finding(
                    "Be wary of low-cost clinics abroad that promise a miracle: many of them have never been "
                    "inspected.",
                    "Be wary of low-cost clinics abroad",
                ),
            ),
        ),
    )


def _open() -> tuple[Outcome, ...]:
    return (
        outcome(
            "trial-register",
            "The study's number could be looked up in a register.",
            state=State.COULD_NOT_CHECK,
            reason="The page names a register and no number.",
            points=0.0,
            kind="measure",
        ),
        outcome(
            "page-images",
            "Statements inside pictures.",
            state=State.COULD_NOT_CHECK,
            reason="Pictures are not read.",
            points=0.0,
            kind="measure",
        ),
    )


def _quiet() -> tuple[Outcome, ...]:
    return tuple(
        outcome(
            f"quiet-rule-{number:02}",
            f"The page makes statement {number} of those we look for.",
            state=State.NOT_FOUND if number % 3 else State.NOT_APPLICABLE,
            points=0.0,
            sources=(MURDOCH,),
            reason="No sentence says this." if number % 3 else "The rule is for articles, not for clinics.",
        )
        for number in range(60)
    )


def not_judged() -> Result:
    """Make the result of a page built by scripts."""
    return result(
        outcome(
            "cure-explicit",
            "The page says the treatment cures a disease.",
            state=State.COULD_NOT_CHECK,
            reason="Too little text was read.",
            points=0.0,
        ),
        page=page_facts(
            status=Status.SCRIPT_BUILT,
            title="",
            counts=ReadCounts(words=11, hidden_words=0, sentences=2, images=0, scripts=14, frames=0, links=1),
            limits=(Limit(id="too_short", sentence="Only 11 words could be read, too few to judge."),),
        ),
        assessment=assessment(
            band=Band.COULD_NOT_JUDGE,
            headline="Could not judge",
            reasons=("Almost no text could be read.",),
            points=0.0,
            by_group=(),
            reliability=Confidence.LOW,
            reliability_line="Weak: nothing can be concluded from this reading.",
            could_not_see=("The text that scripts put on the page was not read.",),
        ),
    )


def few() -> Result:
    """Make the result of a careful page."""
    full = typical()
    kept = tuple(each for each in full.outcomes if each.good or each.rule in {"rhetoric-natural", "disclosure-cost"})
    return replace(
        full,
        outcomes=kept,
        assessment=assessment(
            band=Band.FEW,
            headline="Few warning signs found",
            points=8.0,
            reasons=("One weak statement was found.", "The page names risks of the treatment."),
        ),
    )


def some() -> Result:
    """Make the result of a mixed page that was cut short."""
    full = typical()
    return replace(
        full,
        run=replace(full.run, allowed_addresses=("10.1.0.0/16",)),
        page=page_facts(
            status=Status.PARTIAL,
            limits=(
                Limit(
                    id="truncated_body", sentence="The site delivered only part of the page: 61,000 of 90,000 bytes."
                ),
            ),
        ),
        outcomes=full.outcomes[3:9] + full.outcomes[18:40],
        assessment=assessment(
            band=Band.SOME,
            headline="Some warning signs",
            points=41.0,
            reliability=Confidence.MEDIUM,
            reliability_line="Fair: part of the page is missing, so more may stand there.",
        ),
    )
