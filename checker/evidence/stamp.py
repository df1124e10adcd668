"""Time stamps of a third party (RFC 3161): ask for one, and check one without the network.

The authority gets the SHA-256 of the manifest and a random number, nothing of the page.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from checker.errors import TargetError
from checker.evidence.folder import Stamp
from checker.net.policy import DEFAULT_POLICY, Policy
from checker.net.post import post
from checker.status import Status

QUERY_TYPE = "application/timestamp-query"
REPLY_TYPE = "application/timestamp-reply"

MISSING_LIBRARY = "time stamps need a library that is not installed: pip install 'clinic-claim-checker[timestamp]'"


class StampState(StrEnum):
    """What a look at a time stamp showed."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    """Who signed it cannot be told here."""
    WRONG = "wrong"
    """It is not a time stamp of this manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StampCheck:
    """What a look at a time stamp showed, in words."""

    state: StampState
    sentence: str
    at: datetime | None = None
    """The stamped time (UTC), where it could be read."""


def is_available() -> bool:
    """Tell whether the library for time stamps is installed."""
    try:
        import rfc3161_client  # noqa: F401
    except ImportError:
        return False
    return True


def stamp_by(authority: str, policy: Policy = DEFAULT_POLICY) -> Stamp:
    """Return what gets a time stamp from the authority at this address."""

    def stamp(data: bytes) -> bytes:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

        query = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = post(authority, query.as_bytes(), content_type=QUERY_TYPE, answer_type=REPLY_TYPE, policy=policy)
        problem = _problem(answer, query.message_imprint.message, query.nonce)
        if problem:
            raise TargetError(authority, Status.BAD_RESPONSE, problem)
        return answer

    return stamp


def check_stamp(token: bytes, data: bytes, authorities: Sequence[bytes] = ()) -> StampCheck:
    """Check a time stamp without the network.

    Args:
        token: the authority's answer as stored.
        data: what was stamped.
        authorities: root certificates (PEM) of the authorities that are trusted; nothing is confirmed without.

    Raises:
        ValueError: a certificate cannot be read.

    """
    if not is_available():
        sentence = f"A time stamp is there and was not checked: {MISSING_LIBRARY}."
        return StampCheck(state=StampState.UNCONFIRMED, sentence=sentence)
    problem = _problem(token, hashlib.sha256(data).digest(), None)
    if problem:
        sentence = f"The time stamp does not belong to this manifest: {problem}."
        return StampCheck(state=StampState.WRONG, sentence=sentence)
    return _check_signature(token, data, authorities)


def _check_signature(token: bytes, data: bytes, authorities: Sequence[bytes]) -> StampCheck:
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    roots = [each for pem in authorities for each in load_pem_x509_certificates(pem)]
    answer = decode_timestamp_response(token)
    at = answer.tst_info.gen_time.astimezone(UTC)
    when, signer = f"{at:%Y-%m-%d %H:%M:%S} UTC", _signer(answer)
    doubt = "" if roots else "no authority is trusted yet"
    try:
        if roots:
            VerifierBuilder(roots=roots).build().verify_message(answer, data)
    except VerificationError as error:
        doubt = str(error).strip()[:120]
    if doubt:
        sentence = (
            f"A time stamp says {when} and names {signer} as its signer; that could not be confirmed ({doubt}). "
            "Give the authority's root certificate with --authority FILE."
        )
        return StampCheck(state=StampState.UNCONFIRMED, sentence=sentence, at=at)
    sentence = f"Time-stamped by a third party, {signer}: the manifest existed at {when}."
    return StampCheck(state=StampState.CONFIRMED, sentence=sentence, at=at)


def _problem(answer: bytes, imprint: bytes, nonce: int | None) -> str:
    """Return why an answer is not a granted time stamp of this digest, or nothing."""
    from rfc3161_client import PKIStatus, decode_timestamp_response

    try:
        found = decode_timestamp_response(answer)
        if found.status != PKIStatus.GRANTED:
            return f"the authority did not grant it (status {found.status}: {' '.join(found.status_string)[:120]})"
        if found.tst_info.message_imprint.message != imprint:
            return "it stamps something else"
        if nonce is not None and found.tst_info.nonce != nonce:
            return "it answers another question"
    except ValueError:
        return "it is no time stamp"
    return ""


def _signer(answer: Any) -> str:
    from cryptography.x509 import load_der_x509_certificate

    try:
        certificates = [load_der_x509_certificate(each) for each in answer.signed_data.certificates]
    except ValueError:
        certificates = []
    signers = {(each.issuer, each.serial_number) for each in answer.signed_data.signer_infos}
    names = [each.subject.rfc4514_string() for each in certificates if (each.issuer, each.serial_number) in signers]
    return f"“{names[0]}”" if names else "an unnamed authority"
