"""The walk-through in CONTRIBUTING.md: every command of it is run as it is typed, and prints what is printed there."""

import os
import re
import subprocess
from pathlib import Path

from tests.pipeline.runs import BIN, ROOT

SECTION = (
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### From nothing to a warning")[1].split("\n## ")[0]
)
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
SAVED_AS = re.compile(r"`~/(my-mission/[\w/]+\.py)`")
MARK = "-- next command --"
YOUR_HOME = "/home/you"


def test_the_walk_through_works_as_it_is_written(tmp_path: Path) -> None:
    files = iter(SAVED_AS.findall(SECTION))
    script, printed = ["exec 2>&1"], []
    for kind, text in BLOCK.findall(SECTION):
        if kind == "python":
            script.append(f"cat > ~/{next(files)} <<'END_OF_FILE'\n{text}END_OF_FILE")
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            script += [command, f"echo '{MARK}'"]
            printed.append(output.rstrip())
    done = run("\n".join(["set -e", *script]), tmp_path)
    shown = [each.strip("\n").rstrip() for each in done.replace(str(tmp_path), YOUR_HOME).split(f"{MARK}\n")]
    assert shown[:-1] == printed


def run(script: str, home: Path) -> str:
    """Return what a shell prints in the repository, as someone with an empty home sees it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOREWARN_")}
    environment = {**kept, "HOME": str(home), "PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    script = script.replace('PATH="$PWD/.venv/bin:$PATH"', f'PATH="{BIN}:$PATH"')
    done = subprocess.run(
        ["bash", "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
