"""Bytes that go both ways between the browser and a checked address, counted and unread."""

import contextlib
import socket
import threading

import httpcore

from checker.errors import TargetError
from checker.net.browser.allowance import Allowance

AT_ONCE_BYTES = 65_536


def tunnel(line: socket.socket, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
    """Pass bytes in both directions until one side ends or the allowance is used up; close the far side."""
    upward = threading.Thread(target=_pass_up, args=(line, stream, allowance), name="tunnel", daemon=True)
    upward.start()
    try:
        _pass_down(line, stream)
    finally:
        cut(line)
        upward.join()
        stream.close()


def cut(line: socket.socket) -> None:
    """End a connection so that whoever waits for it wakes up."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _pass_down(line: socket.socket, stream: httpcore.NetworkStream) -> None:
    with contextlib.suppress(OSError, httpcore.NetworkError, httpcore.TimeoutException, TargetError):
        while data := stream.read(AT_ONCE_BYTES):
            line.sendall(data)


def _pass_up(line: socket.socket, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
    try:
        with contextlib.suppress(OSError, httpcore.NetworkError, httpcore.TimeoutException, TargetError):
            while data := line.recv(AT_ONCE_BYTES):
                allowance.send(data)
                stream.write(data)
    finally:
        cut(stream.get_extra_info("socket"))
