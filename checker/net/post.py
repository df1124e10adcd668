"""Send a few bytes to a service and return its answer: the same gate, limits and connections as for a page."""

from urllib.parse import urlsplit

import httpx

from checker.errors import TargetError
from checker.net.backend import GuardedBackend
from checker.net.budget import Budget
from checker.net.failures import translated
from checker.net.gate import gate
from checker.net.policy import DEFAULT_POLICY, Limits, Policy
from checker.net.transport import client
from checker.status import Status

SERVICE_LIMITS = Limits(wire_bytes=200_000)
"""A time stamp has a few thousand bytes."""

_OK = 200


def post(
    url: str,
    data: bytes,
    *,
    content_type: str,
    answer_type: str,
    policy: Policy = DEFAULT_POLICY,
    limits: Limits = SERVICE_LIMITS,
) -> bytes:
    """Return what a service answers to some bytes; redirects are not followed.

    Args:
        url: the service's address.
        data: what it gets.
        content_type: what that is.
        answer_type: what kind of answer is expected; any other is refused.
        policy: where the request may go.
        limits: how much it may cost.

    Raises:
        Refusal: the address is never contacted.
        TargetError: anything else that kept the answer away.

    """
    address = gate(url, allowed=policy.allowed)
    budget = Budget(url, limits)
    session = client(GuardedBackend(policy, budget), policy.trust, limits)
    headers = {
        "Host": urlsplit(address).netloc,
        "Accept": answer_type,
        "Accept-Encoding": "identity",
        "Content-Type": content_type,
    }
    with translated(url), session:
        budget.begin_answer()
        with session.stream("POST", address, content=data, headers=headers) as response:
            budget.head_complete()
            return _received(url, response, answer_type)


def _received(url: str, response: httpx.Response, answer_type: str) -> bytes:
    if response.status_code != _OK:
        raise TargetError(url, Status.HTTP_ERROR, f"HTTP {response.status_code}")
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() != answer_type:
        raise TargetError(url, Status.BAD_RESPONSE, f"the answer is no {answer_type}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TargetError(url, Status.BAD_ENCODING, "packed although nothing packed was asked for")
    return b"".join(response.iter_raw())
