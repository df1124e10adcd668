from pathlib import Path

from checker.net.names import PORTS
from checker.net.policy import Limits

PAGE = Path(__file__).parents[2].joinpath("docs", "fetching.md").read_text(encoding="utf-8")


def test_the_guide_states_the_real_limits() -> None:
    real = Limits()

    assert sorted(PORTS) == [80, 443]
    assert f"| whole request, redirects included | {real.deadline_s:.0f} s |" in PAGE
    assert f"| look-up of a name | {real.dns_s:.0f} s |" in PAGE
    assert f"| connecting | {real.connect_s:.0f} s |" in PAGE
    assert f"| silence of the server | {real.read_s:.0f} s |" in PAGE
    assert f"| redirects | {real.redirects} |" in PAGE
    assert f"| received | {real.wire_bytes // 10**6} MB ({2 * real.wire_bytes // 10**6} MB encrypted) |" in PAGE
    unpacked = f"{real.body_bytes // 10**6} MB, and {real.ratio} times what was received once beyond"
    assert f"| unpacked | {unpacked} {real.ratio_free_bytes // 10**6} MB |" in PAGE
    assert f"| headers of one answer | {real.header_lines} lines, {real.head_bytes // 1024} KiB |" in PAGE
