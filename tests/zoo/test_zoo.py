"""Every row of the zoo ends in exactly the status it should, in time, within memory, and contacts nothing else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.net.conftest import Certificates
from tests.traps import Traps

from . import framing, journeys, lookups, lures, packing, pages, waiting
from .animal import Animal, Ends, Outcome, meet

GROUPS = (packing, framing, waiting, journeys, lookups, pages, lures)
ANIMALS = [animal for group in GROUPS for animal in group.animals()]
WAITING = [animal for animal in ANIMALS if animal.waits]
MOST_COMPUTED_S = 10.0
BOMB_MB = 30.0


@pytest.fixture(scope="session")
def ends(certificates: Certificates) -> Ends:
    return Ends(trust=certificates.trust, server=certificates.server)


@pytest.fixture(scope="session")
def side_by_side(traps: Traps, ends: Ends) -> Iterator[dict[str, Future[Outcome]]]:
    """Let all rows that only take their time run side by side."""
    with ThreadPoolExecutor(16) as pool:
        yield {animal.id: pool.submit(meet, animal, traps, ends) for animal in WAITING}


@pytest.mark.hostile
@pytest.mark.parametrize("animal", ANIMALS, ids=lambda animal: animal.id)
def test_a_hostile_server_is_handled(
    animal: Animal,
    traps: Traps,
    ends: Ends,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    if animal.waits:
        outcome = request.getfixturevalue("side_by_side")[animal.id].result()
    else:
        outcome = meet(animal, traps, ends)
        record_property("megabytes", outcome.megabytes)
    record_property("seconds", outcome.seconds)
    record_property("connections", outcome.connections)

    assert (outcome.status, outcome.connections, outcome.trapped) == (animal.expected, animal.connections, 0)
    assert animal.shows in outcome.text
    assert not animal.hides or animal.hides not in outcome.text
    assert animal.says in outcome.detail
    assert outcome.computed_s < MOST_COMPUTED_S
    if animal.row == "R1":
        assert outcome.megabytes < BOMB_MB


def test_no_two_rows_have_the_same_name() -> None:
    assert len({animal.id for animal in ANIMALS}) == len(ANIMALS)
