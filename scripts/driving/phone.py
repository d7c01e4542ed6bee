"""The telephone of somebody who signs in: shows the codes of RFC 6238, as any app for them does."""

import base64
import hashlib
import hmac
import time


class Phone:
    """A telephone into which the secret of a page was typed."""

    def __init__(self, typed: str):
        self.secret = base64.b32decode(typed.replace(" ", "").upper() + "=" * (-len(typed.replace(" ", "")) % 8))

    def code(self, at: float | None = None) -> str:
        """The six digits of this half minute."""
        step = int((time.time() if at is None else at) // 30).to_bytes(8, "big")
        digest = hmac.new(self.secret, step, hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(int.from_bytes(digest[start:start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
