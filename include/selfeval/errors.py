"""What can go wrong, said once: a slug, the facts as fields, and *what — where — what to do* in Chinese and English."""

from typing import ClassVar, Literal


class SelfevalError(Exception):
    """Base of every error that a person is meant to read.

    A child names its slug and its sentence templates; the templates are filled with the facts given as
    keyword arguments, which stay readable as `error.facts`.
    """

    slug: ClassVar[str] = "selfeval-error"
    zh: ClassVar[str] = "{what}"
    en: ClassVar[str] = "{what}"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(f"{self.slug}: {self.message_zh} | {self.message_en}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self.facts)

    @property
    def message_zh(self) -> str:
        """The whole message in Chinese."""
        return self.zh.format(**self.facts)

    @property
    def message_en(self) -> str:
        """The whole message in English."""
        return self.en.format(**self.facts)


def _rebuilt(kind: type[SelfevalError], facts: dict[str, object]) -> SelfevalError:
    """Errors cross process borders (Airflow, worker pools) with their facts."""
    return kind(**facts)


class SubmissionError(SelfevalError):
    """A file as a whole cannot be used."""

    is_ours: ClassVar[bool] = False
    """Whether it is for a lack or a defect of our own: the file is held, and no department has to do anything."""


class Note(SubmissionError):  # noqa: N818 - it says something, nothing failed
    """Told beside what was read of a file, not raised: reading went on."""

    severity: ClassVar[Literal["warning", "info"]] = "info"

    @property
    def cell(self) -> str | None:
        """Where it stands, if it stands in one place."""
        cell = self.facts.get("cell")
        return None if cell is None else str(cell)


class HeadingError(SelfevalError):
    """A form's headings cannot be understood."""


class RuleError(SelfevalError):
    """A rule or a vocabulary file of ours is wrong."""


class LoadError(SelfevalError):
    """The warehouse refused, or does not hold what it should."""


class ConfigurationError(SelfevalError):
    """A setting, a port, a server or a folder is not as it must be."""
