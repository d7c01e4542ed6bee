"""A PostgreSQL server that lives as long as a test or a drill does; scripts/postgres-server.sh knows how."""

import subprocess
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
SERVER = str(SCRIPTS / "postgres-server.sh")
# The parts of its address, one a line; then it waits for the end of its input, which comes when this program ends,
# however it ends.
WAIT = 'printf "%s\\n" "$KITH_TEST_POSTGRES" "$KITH_TEST_POSTGRES_FOLDER"; exec cat >/dev/null'


class Postgres:
    """A server of its own on 127.0.0.1, with a role `kith` that may do no more than in a hub.

    A `durable` one waits for the disk as it does for a hub; another one loses what it just promised when it is killed.
    """

    def __init__(self, durable: bool = False):
        how = ["--durable"] if durable else []
        self._keeper = subprocess.Popen(
            [str(SCRIPTS / "with-postgres.sh"), *how, "sh", "-c", WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, start_new_session=True)
        assert self._keeper.stdout is not None
        address, self.folder = (self._keeper.stdout.readline().strip() for _ in range(2))
        if not self.folder:
            raise RuntimeError(f"PostgreSQL did not start: with-postgres.sh ended with {self._keeper.wait()}")
        self._server = address.rpartition("/")[0]

    def new_database(self, name: str) -> str:
        """Makes an empty database that belongs to the role `kith`; returns its address."""
        self.ask("postgres", f"CREATE DATABASE {name} OWNER kith")
        return f"{self._server}/{name}"

    def ask(self, database: str, statement: str) -> str:
        """What a statement prints, asked by the superuser, who sees past the walls between hubs."""
        return self._call("sql", database, "--quiet", "--tuples-only", "--no-align", "--command", statement)

    def stop(self, mode: str = "fast") -> None:
        """Stops the server; `immediate` is what a power cut is to it."""
        self._call("stop", mode)

    def start_again(self) -> None:
        """Starts a stopped server, on the same port."""
        self._call("start")

    def close(self) -> None:
        """Stops the server and removes all that it held."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.close()
        self._keeper.wait()

    def __enter__(self) -> "Postgres":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, verb: str, *arguments: str) -> str:
        run = subprocess.run(
            [SERVER, verb, self.folder, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL,
            check=False)
        if run.returncode != 0:
            raise RuntimeError(f"postgres-server.sh {verb}: {run.returncode}: {run.stderr.strip()[-1000:]}")
        return run.stdout
