"""E15: every way in passes the same gate."""

import subprocess
import sys
from pathlib import Path

import pytest

from checker import TargetError, check_url
from checker.status import Status, explained
from tests.traps import Traps

from .animal import TRAP

PLACES = {
    f"http://{TRAP}/": Status.REFUSED_ADDRESS,
    f"https://{TRAP}/": Status.REFUSED_ADDRESS,
    "http://127.0.0.1/": Status.REFUSED_ADDRESS,
    "http://localhost/": Status.REFUSED_ADDRESS,
    "http://10.0.0.1/": Status.REFUSED_ADDRESS,
    "http://169.254.169.254/latest/meta-data/": Status.REFUSED_ADDRESS,
    "http://100.100.100.200/": Status.REFUSED_ADDRESS,
    "http://metadata.google.internal/": Status.REFUSED_ADDRESS,
    "http://[::1]/": Status.REFUSED_ADDRESS,
    "http://[::ffff:127.0.0.66]/": Status.REFUSED_ADDRESS,
    "http://[64:ff9b::7f00:42]/": Status.REFUSED_ADDRESS,
    "http://[fd00:ec2::254]/": Status.REFUSED_ADDRESS,
    "http://8.8.8.8:22/": Status.REFUSED_ADDRESS,
    "http://example.com:8080/": Status.REFUSED_ADDRESS,
    "http://printer.local/": Status.REFUSED_ADDRESS,
    "http://2130706433/": Status.BAD_URL,
    "http://127.1/": Status.BAD_URL,
    "http://0x7f.1/": Status.BAD_URL,
    f"http://example.com@{TRAP}/": Status.BAD_URL,
    "http://example.com\\@127.0.0.1/": Status.BAD_URL,
    "http:///etc/passwd": Status.BAD_URL,
}


def real(place: str, traps: Traps) -> str:
    return place.replace(TRAP, traps.address.address)


@pytest.mark.hostile
@pytest.mark.parametrize("place", PLACES)
def test_a_program_gets_the_refusal(place: str, traps: Traps) -> None:
    with pytest.raises(TargetError) as caught:
        check_url(real(place, traps))

    assert caught.value.status is PLACES[place]
    assert traps.address.caught() == 0


def test_the_command_refuses_all_of_them(traps: Traps, tmp_path: Path) -> None:
    targets = [real(place, traps) for place in PLACES]
    command = [sys.executable, "-m", "checker", "check", "--format", "json", *targets]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    refusals = done.stderr.splitlines()
    assert done.returncode == 3
    for place, target in zip(PLACES, targets, strict=True):
        assert any(target in line and explained(PLACES[place]).sentence in line for line in refusals)
    assert traps.address.caught() == 0
