"""Turns docker-compose.yaml into what Compose makes of it for a given .env: variables filled in, anchors merged."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]

# ${NAME}, ${NAME:-default} and ${NAME:?message}, the only forms that the file uses; $$ is a plain dollar.
REFERENCE = re.compile(
    r"\$(?:(?P<dollar>\$)|\{(?P<name>[A-Z_]+)(?::-(?P<default>[^}]*)|:\?(?P<message>[^}]*))?\}|(?P<stray>))"
)


@cache
def text() -> str:
    """The file as it is written, without its comment lines."""
    lines = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith("#"))


def references() -> dict[str, set[str | None]]:
    """Every variable that the file refers to, with its defaults; None stands for "required"."""
    found: dict[str, set[str | None]] = {}
    for match in REFERENCE.finditer(text()):
        if match["name"]:
            found.setdefault(match["name"], set()).add(match["default"])
    return found


def composed(variables: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The parsed file; a variable takes its given value, its default, or, where it is required, its own name.

    Raises ValueError where a dollar sign begins nothing that Compose knows.
    """

    def value(match: re.Match[str]) -> str:
        if match["dollar"]:
            return "$"
        if match["stray"] is not None:
            raise ValueError(f"stray dollar sign at {match.start()} of docker-compose.yaml")
        given = (variables or {}).get(match["name"])
        return given or (match["name"] if match["default"] is None else match["default"])

    parsed = yaml.safe_load(REFERENCE.sub(value, text()))
    if not isinstance(parsed, dict):
        raise ValueError("docker-compose.yaml is not a mapping")
    return parsed


def services() -> dict[str, dict[str, Any]]:
    """The services by name, with defaults filled in."""
    found: dict[str, dict[str, Any]] = composed()["services"]
    return found


def our_services() -> dict[str, dict[str, Any]]:
    """The services that run this project's image."""
    image = services()["init"]["image"]
    return {name: service for name, service in services().items() if service["image"] == image}
