"""The files that belong to the repository."""

import subprocess
from pathlib import Path

LEFT_OUT = {".git", ".build", ".venv", ".kith-demo", "__pycache__"}


def repository_files(pattern: str = "*") -> list[Path]:
    """Files that are committed or would be, without what .gitignore names; also where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in Path().rglob("*") if not LEFT_OUT.intersection(path.parts)]
    return sorted(path for path in paths if path.is_file() and path.match(pattern))
