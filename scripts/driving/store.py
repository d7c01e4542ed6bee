"""The data of a hub, on either engine: how the program is told where it is, and how a drill reads it past the program."""

import json
import sqlite3
import subprocess
from pathlib import Path

from driving.postgres import Postgres
from driving.program import surroundings


class Store:
    """Where the data of one hub is: a file in a folder, or a database of a PostgreSQL server."""

    def __init__(self, folder: Path, server: Postgres | None = None, name: str = "hub"):
        self.folder = Path(folder)
        self.server = server
        self.name = name
        self.url = server.new_database(name) if server else None

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.server else "SQLite"

    @property
    def options(self) -> list[str]:
        """What a program that serves is given besides its --data. The address holds no secret."""
        return ["--database-url", self.url] if self.url else []

    @property
    def place(self) -> list[str]:
        """What a command is given that looks at the data while it is served."""
        return self.options or ["--data", str(self.folder)]

    def rows(self, statement: str) -> list[dict]:
        """The rows of a SELECT that both engines understand, read past the program."""
        if self.server:
            return json.loads(self.server.ask(
                self.name, f"SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM ({statement}) r"))
        with sqlite3.connect(f"file:{self.folder / 'kith.sqlite'}?mode=ro", uri=True) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement)]

    def verify(self, kith: str) -> str | None:
        """What `kith verify` finds; nothing where all is well."""
        run = subprocess.run(
            [kith, "verify", *self.place], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
            env=surroundings())
        if run.returncode == 0:
            return None
        return f"kith verify: {run.returncode}: {(run.stdout + run.stderr).strip()[-1500:]}"

