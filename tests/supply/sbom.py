"""The bill of materials (CycloneDX 1.6): what the image holds, by name, version, hash and licence."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from tests.supply.packages import ROOT, Package, locked

LOCK = "requirements-stack.lock"


def bill() -> dict[str, Any]:
    """Return the bill; the same lock file and stack give the same bill."""
    packages = locked(LOCK)
    components = [_component(package) for package in packages] + [_container(image) for image in images()]
    body: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "forewarn", "bom-ref": "forewarn"}},
        "components": components,
        "dependencies": _dependencies(packages),
    }
    return {**body, "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))}"}


def images() -> list[str]:
    """Return the images that the stack takes from others."""
    stack = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text(encoding="utf-8"))
    return sorted({service["image"] for service in stack["services"].values() if "build" not in service})


def _component(package: Package) -> dict[str, Any]:
    licence = {"licenses": [{"license": {"name": package.licence}}]} if package.licence else {}
    return {
        "type": "library",
        "bom-ref": package.name,
        "name": package.name,
        "version": package.version,
        "purl": f"pkg:pypi/{package.name}@{package.version}",
        # One for each form in which the package is published; what is installed must be one of them.
        "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
        **licence,
    }


def _container(image: str) -> dict[str, Any]:
    name, _, version = image.rpartition(":")
    return {"type": "container", "bom-ref": image, "name": name, "version": version}


def _dependencies(packages: list[Package]) -> list[dict[str, Any]]:
    names = {package.name for package in packages}
    needs = {package.name: sorted(names & set(package.needs)) for package in packages}
    return [{"ref": "forewarn", "dependsOn": sorted(names)}, *({"ref": ref, "dependsOn": needs[ref]} for ref in needs)]
