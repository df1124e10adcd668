"""Looking up names with a time limit."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TypeAlias

from checker.net.names import name_code

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""Takes a canonical host name and a port, returns numeric addresses, raises OSError when there are none."""

LOOKUPS_AT_ONCE = 64
"""Look-ups that may hang at the same time before further ones have to wait."""

SLOTS = threading.BoundedSemaphore(LOOKUPS_AT_ONCE)
"""Shared by all requests of this process."""


def system_addresses(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses the operating system knows for a name, in its order, without repeats.

    Public names are looked up as absolute names, with a final dot: a search list (`ndots:5` in Kubernetes) would try
    them inside the private network first. Private names are looked up as written, because only hosts files and
    search lists know them; their answers count only inside networks the user opened.
    """
    name = host if name_code(host) else f"{host}."
    answers = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in answers))


def look_up(
    resolver: Resolver, host: str, port: int, *, limit_s: float, slots: threading.BoundedSemaphore = SLOTS
) -> tuple[str, ...]:
    """Return the resolver's answer, waiting no longer than the limit, for a slot and the answer together.

    Raises:
        TimeoutError: when the limit has passed.
        OSError: whatever the resolver raises.

    """
    ends_at = time.monotonic() + limit_s
    if not slots.acquire(timeout=limit_s):
        raise TimeoutError
    answer: Future[tuple[str, ...]] = Future()
    # NOTE: a daemon thread and no executor: a system look-up cannot be interrupted, and an executor's threads are
    # joined when the program ends, so one dead name server would keep the program from ending.
    work = partial(_answer, answer, slots, partial(resolver, host, port))
    threading.Thread(target=work, name="look-up", daemon=True).start()
    return answer.result(timeout=max(0.0, ends_at - time.monotonic()))


def _answer(
    answer: Future[tuple[str, ...]], slots: threading.BoundedSemaphore, resolve: Callable[[], Sequence[str]]
) -> None:
    try:
        answer.set_result(tuple(resolve()))
    except BaseException as error:  # noqa: BLE001 - carried to the waiting thread and raised there
        answer.set_exception(error)
    finally:
        slots.release()
