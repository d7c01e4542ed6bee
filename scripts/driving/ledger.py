"""What a crowd was told by the server: how long it waited, what was acknowledged, and what went wrong."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable

from driving.session import Answer

# What an answer may be while many work on the same things: done, overtaken by somebody else, or gone meanwhile.
USUAL = {200, 404, 409}


class Ledger:
    """Kept by all clients together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.waits: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.faults: list[str] = []
        self.conflicts = 0
        # Marks of changes by their kind, such as `note`: acknowledged, and refused.
        self.done: dict[str, list[str]] = defaultdict(list)
        self.refused: dict[str, list[str]] = defaultdict(list)
        # What the data has to bear out, by its kind: `sent` and the id of a referral.
        self.told: dict[str, set[str]] = defaultdict(set)
        # Of a record that counts its own changes: how many were acknowledged.
        self.counted: Counter[tuple[str, str]] = Counter()

    def timed(self, what: str, ask: Callable[[], Answer]) -> Answer | None:
        """Asks, and notes the wait and the status; nothing where no answer came, which is a fault."""
        began = time.perf_counter()
        try:
            answer = ask()
        except OSError as broken:
            self.fault(f"{what}: no answer: {broken}")
            return None
        with self._lock:
            self.waits.append(time.perf_counter() - began)
            self.statuses[answer.status] += 1
            self.conflicts += answer.status == 409
        if answer.status not in USUAL:
            self.fault(f"{what}: answers {answer.status}")
        return answer

    def fault(self, words: str) -> None:
        with self._lock:
            self.faults.append(words)

    def settle(self, kind: str, mark: str, answers: list[Answer]) -> None:
        """Notes whether a change was acknowledged, by one of the answers to it or by several."""
        is_done = any(answer.status == 200 for answer in answers)
        with self._lock:
            (self.done if is_done else self.refused)[kind].append(mark)

    def tell(self, kind: str, what: str) -> None:
        with self._lock:
            self.told[kind].add(what)

    def count(self, kind: str, record: str) -> None:
        with self._lock:
            self.counted[kind, record] += 1

    @property
    def changes(self) -> int:
        return sum(len(marks) for marks in self.done.values())

    def wait_at(self, share: float) -> float:
        """The wait in milliseconds below which this share of the answers stayed (nearest rank)."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0
