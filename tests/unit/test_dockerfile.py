"""The Dockerfile copies what a run needs, nothing secret, and ends as a user without rights."""

import re

from compose_file import ROOT

KNOWN = {"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD"} | {
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
}  # fmt: skip

CONTENT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
WITHOUT_COMMENTS = re.sub(r"^#.*\n", "", CONTENT, flags=re.MULTILINE)
INSTRUCTIONS = [
    (line.split(None, 1)[0], line.split(None, 1)[1].split())
    for line in WITHOUT_COMMENTS.replace("\\\n", " ").splitlines()
    if line.strip()
]
COPIED = [source.rstrip("/") for name, words in INSTRUCTIONS if name == "COPY" for source in words[:-1]]


def test_every_instruction_is_known() -> None:
    assert [name for name, _ in INSTRUCTIONS if name not in KNOWN] == []


def test_base_image_is_pinned_and_the_same_as_in_the_compose_file() -> None:
    base = next(words[0].removeprefix("BASE_IMAGE=") for name, words in INSTRUCTIONS if name == "ARG")
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", base)
    assert f"${{BASE_IMAGE:-{base}}}" in (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")


def test_image_holds_every_folder_that_a_run_needs() -> None:
    assert {"requirements.txt", "pyproject.toml", "dags", "plugins", "include", "great_expectations"} <= set(COPIED)


def test_everything_that_is_copied_exists_and_is_let_through() -> None:
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line[1:].rstrip("/") for line in ignore if line.startswith("!")}
    assert [name for name in COPIED if not (ROOT / name).exists()] == []
    assert "*" in ignore
    assert let_through == set(COPIED)


def test_image_runs_as_a_user_without_rights() -> None:
    users = [words for name, words in INSTRUCTIONS if name == "USER"]
    assert users == [["selfeval"]]
    assert INSTRUCTIONS.index(("USER", ["selfeval"])) > max(
        index for index, (name, _) in enumerate(INSTRUCTIONS) if name == "RUN"
    )


def test_no_address_of_an_index_or_registry_is_written_down() -> None:
    assert "://" not in CONTENT
