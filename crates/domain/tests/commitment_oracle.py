"""Recomputes the golden vectors of `tests/digests.rs` from their description alone, with Python's own library.

    python3 crates/domain/tests/commitment_oracle.py

Prints one line per vector, `name hex`; the Rust test holds the same lines.
"""

import hashlib
import hmac


def head(major, number):
    """The head of a CBOR item: major type and number in the shortest form."""
    for size, info in ((1, 24), (2, 25), (4, 26), (8, 27)):
        if number < 24:
            return bytes([major << 5 | number])
        if number < 1 << (8 * size):
            return bytes([major << 5 | info]) + number.to_bytes(size, "big")
    raise ValueError(number)


def cbor(item):
    if item is None:
        return b"\xf6"
    if isinstance(item, int):
        return head(0, item) if item >= 0 else head(1, -1 - item)
    if isinstance(item, bytes):
        return head(2, len(item)) + item
    if isinstance(item, str):
        return head(3, len(item.encode())) + item.encode()
    return head(4, len(item)) + b"".join(cbor(part) for part in item)


def digest(salt, domain, message):
    return hmac.new(salt, domain + b"\0" + message, hashlib.sha256).hexdigest()


def commitment(salt, *facts):
    return digest(salt, b"langnghe/v1/commit", cbor([1, *facts]))


def text_digest(salt, body):
    return digest(salt, b"langnghe/v1/text", body.encode())


ZEROS, COUNTED = bytes(32), bytes(range(32))
UUID = bytes.fromhex("0190f3c27d5b7c3e8a1b2c3d4e5f6071")
RECEIVED = ('{"origin":3,"origin_dialogue":null,"accountable":3,"territory":22051,"field":"land",'
            '"points":[{"point":9,"submission":8}],"due_on":"2020-03-23"}')

VECTORS = {
    "received": commitment(COUNTED, UUID, "case", 7, 1, "case.received", 1, 11, 12, 3, "2020-03-02",
                           1583136000123, RECEIVED),
    "nobody": commitment(ZEROS, bytes(16), "account", 1, 1, "account.password_set", 1, None, None, None,
                         "0001-01-01", 0, "{}"),
    "large": commitment(COUNTED, bytes([255] * 16), "dialogue", 2**63 - 1, 24, "dialogue.held", 256, 65536,
                        2**32, -1, "9999-12-31", -2**63, "đối thoại"),
    "text": text_digest(COUNTED, "Đường thôn 3 ngập"),
    "empty text": text_digest(ZEROS, ""),
}

for name, value in VECTORS.items():
    print(name, value)
