"""The review queue of the catalogue: a change waits in the mission folder until an adviser approves it.

Proposals are files in `catalogue/review/`, named by their content; `log.jsonl` beside them keeps who proposed,
approved or refused which, when and why. The last word on a proposal counts, so an approval can be taken back.
"""

from collections import defaultdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from schemas.catalogue import Mistake, Proposal, ProposalState, ReviewStep
from schemas.errors import ConfigurationError

FOLDER = Path("catalogue") / "review"
LOG = "log.jsonl"
_STATES: dict[str, ProposalState] = {"proposed": "waiting", "approved": "approved", "refused": "refused"}


def catalogue_layers(mission: Path) -> list[Path]:
    """Return what the catalogue is read from: ours, then what advisers of the mission approved, in that order."""
    return [built_in(), *(Path(each.file) for each in proposals(mission) if each.state == "approved")]


def built_in() -> Path:
    """Return the folder of our own catalogue."""
    return Path(__file__).parent.parent / "nlp" / "catalogue"


def proposals(mission: Path) -> list[Proposal]:
    """Return all proposals, in the order in which they were last decided on."""
    steps: dict[str, list[ReviewStep]] = defaultdict(list)
    for step in _log(mission):
        steps[step.id].append(step)
    found = [_proposal(mission, proposal_id, taken) for proposal_id, taken in steps.items()]
    return sorted(found, key=lambda each: (each.steps[-1].at, each.id))


def propose(mission: Path, text: str, *, by: str, at: datetime, why: str = "") -> Proposal:
    """Put a change (signs, or groups of words, as YAML) in the queue; it changes nothing until it is approved.

    Raises `ConfigurationError` where it holds a mistake, alone or together with what is approved.
    """
    proposal_id = sha256(text.encode()).hexdigest()[:8]
    known = {each.id: each for each in proposals(mission)}
    if proposal_id in known and known[proposal_id].state != "refused":
        raise ConfigurationError(f"this change is there already as {proposal_id}, {known[proposal_id].state}")
    path = mission / FOLDER / f"{proposal_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if mistakes := _mistakes_in(mission, path):
        path.unlink()
        raise ConfigurationError("; ".join(f"line {each.line}: {each.id} {each.what}" for each in mistakes))
    _append(mission, ReviewStep(id=proposal_id, what="proposed", by=by, at=at, why=why))
    return _known(mission, proposal_id)


def decide(
    mission: Path, proposal_id: str, what: Literal["approved", "refused"], *, by: str, at: datetime, why: str = ""
) -> Proposal:
    """Approve or refuse a proposal; the next run reads the catalogue so."""
    proposal = _known(mission, proposal_id)
    if what == "approved" and (mistakes := _mistakes_in(mission, Path(proposal.file))):
        raise ConfigurationError(f"{mistakes[0].text}; what was approved since does not go with it: propose it anew")
    _append(mission, ReviewStep(id=proposal_id, what=what, by=by, at=at, why=why))
    return _known(mission, proposal_id)


def drafts(mission: Path) -> list[Path]:
    """Return the files of the mission's catalogue folder, which are not read until somebody proposes them."""
    return sorted((mission / "catalogue").glob("*.yaml"))


def _known(mission: Path, proposal_id: str) -> Proposal:
    known = {each.id: each for each in proposals(mission)}
    if proposal_id not in known:
        raise ConfigurationError(f"there is no proposal {proposal_id}; see: forewarn catalogue review")
    return known[proposal_id]


def _mistakes_in(mission: Path, path: Path) -> list[Mistake]:
    from nlp.catalogue_check import find_mistakes  # brings spaCy's language data: seconds that a search is spared

    others = [layer for layer in catalogue_layers(mission) if layer != path]
    return [each for each in find_mistakes(*others, path) if each.file == str(path)]


def _proposal(mission: Path, proposal_id: str, steps: list[ReviewStep]) -> Proposal:
    path = mission / FOLDER / f"{proposal_id}.yaml"
    held: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    groups = [f"{code} {name}" for code, named in held.items() for name in named] if isinstance(held, dict) else []
    return Proposal(
        id=proposal_id,
        state=_STATES[steps[-1].what],
        signs=tuple(str(entry["id"]) for entry in held) if isinstance(held, list) else (),
        word_groups=tuple(groups),
        file=str(path),
        steps=tuple(steps),
    )


def _log(mission: Path) -> list[ReviewStep]:
    path = mission / FOLDER / LOG
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return sorted((ReviewStep.model_validate_json(line) for line in lines if line), key=lambda each: (each.at, each.id))


def _append(mission: Path, step: ReviewStep) -> None:
    with (mission / FOLDER / LOG).open("a", encoding="utf-8") as log:
        log.write(step.model_dump_json() + "\n")
