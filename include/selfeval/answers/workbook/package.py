"""A workbook's package (a zip of XML parts) → the same with some parts changed, all others byte for byte."""

import posixpath
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from selfeval.errors import SubmissionError

Element = etree._Element
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES_PART = "[Content_Types].xml"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part that is written: the same findings give the same bytes."""


class NotEditableError(SubmissionError):
    """A package that is not built as Excel and WPS build theirs; its content is copied instead."""

    slug = "workbook-not-editable"
    zh = "工作簿的内部结构特殊，无法在原件上批注（{reason}）。"
    en = "The workbook is built in a way that cannot be annotated in place ({reason})."


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's relation to another; `target` is the other's name in the package."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one workbook: read on demand, parsed once, written back where they were changed."""

    def __init__(self, source: Path | BinaryIO) -> None:
        """Raises NotEditableError where the file is no zip."""
        try:
            self._zip = ZipFile(source)
        except (BadZipFile, OSError) as error:
            raise NotEditableError(reason=type(error).__name__) from error
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self._new: dict[str, bytes] = {}
        self._trees: dict[str, Element] = {}
        self._edited: set[str] = set()
        self._removed: set[str] = set()

    def close(self) -> None:
        """Let go of the source."""
        self._zip.close()

    def has(self, part: str) -> bool:
        """Whether there is such a part; names differ by more than case."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part, changes to its tree left out."""
        name = self._name(part)
        return self._new[name] if name in self._new else self._zip.read(name)

    def write(self, part: str, data: bytes) -> None:
        """Put a part into the package, or other bytes in its place."""
        name = self._names.setdefault(part.lower(), part)
        self._new[name] = data
        self._removed.discard(name)

    def edit(self, part: str) -> Element:
        """The root of a part, to be changed: it is written back."""
        self._edited.add(self._name(part))
        return self.look(part)

    def look(self, part: str) -> Element:
        """The root of a part, to be read only."""
        name = self._name(part)
        if name not in self._trees:
            self._trees[name] = parsed(self.read(name))
        return self._trees[name]

    def relationships(self, part: str) -> list[Relationship]:
        """A part's relations to other parts of the package, in order."""
        if not self.has(_relations_of(part)):
            return []
        return [
            Relationship(one.get("Id", ""), one.get("Type", ""), _resolved(part, one.get("Target", "")))
            for one in self.look(_relations_of(part))
            if one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another of the package; the new relation's id."""
        place = _relations_of(part)
        if not self.has(place):
            self.write(place, f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        root = self.edit(place)
        taken = {one.get("Id") for one in root}
        identity = next(name for number in range(1, len(taken) + 2) if (name := f"rIdSelfeval{number}") not in taken)
        etree.SubElement(
            root, f"{{{RELATIONSHIPS}}}Relationship", Id=identity, Type=f"{OFFICE}/{kind}", Target=f"/{target}"
        )
        return identity

    def add(self, part: str, content_type: str, data: bytes) -> None:
        """Put a new part of a content type into the package."""
        self.write(part, data)
        types = self.edit(TYPES_PART)
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def remove(self, owner: str, part: str) -> None:
        """Take a part away, with its own relations and that of the part to which it belongs."""
        relations, types = self.edit(_relations_of(owner)), self.edit(TYPES_PART)
        for one in [*relations]:
            if _resolved(owner, one.get("Target", "")) == part:
                relations.remove(one)
        for one in [*types]:
            if one.get("PartName", "").lower() == f"/{part}".lower():
                types.remove(one)
        for name in (part, _relations_of(part)):
            if self.has(name):
                self._forget(self._names.pop(name.lower()))

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern with {number} that no part has."""
        return next(
            name for number in range(1, len(self._names) + 2) if not self.has(name := pattern.format(number=number))
        )

    def content_type(self, part: str) -> str:
        """The content type that the package states for a part, or ""."""
        for one in self.look(TYPES_PART):
            if (one.get("PartName") or "").lower() == f"/{part}".lower():
                return one.get("ContentType") or ""
        return ""

    def save(self, target: Path) -> None:
        """Write the package: parts that were not changed keep their bytes, their order and their dates."""
        changed = self._new | {name: serialised(self._trees[name]) for name in sorted(self._edited)}
        with ZipFile(target, "w", ZIP_DEFLATED) as writer:
            for name, info in {info.filename: info for info in self._zip.infolist()}.items():
                if name in self._removed:
                    continue
                if name in changed:
                    writer.writestr(_entry(name, FIRST_DAY), changed.pop(name))
                    continue
                with self._zip.open(info) as reader, writer.open(_entry(name, info.date_time, info), "w") as copy:
                    shutil.copyfileobj(reader, copy, 1 << 20)
            for name, data in changed.items():
                writer.writestr(_entry(name, FIRST_DAY), data)

    def _forget(self, name: str) -> None:
        self._removed.add(name)
        self._edited.discard(name)
        self._trees.pop(name, None)
        self._new.pop(name, None)

    def _name(self, part: str) -> str:
        try:
            return self._names[part.lower()]
        except KeyError as error:
            raise NotEditableError(reason=f"no part {part}") from error


def parsed(data: bytes) -> Element:
    """The root of a part's XML; raises NotEditableError."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise NotEditableError(reason="XML") from error


def serialised(root: Element) -> bytes:
    """A part's XML as Office writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _entry(name: str, date: tuple[int, int, int, int, int, int], like: ZipInfo | None = None) -> ZipInfo:
    entry = ZipInfo(name, max(date, FIRST_DAY))
    entry.compress_type = ZIP_STORED if like and like.compress_type == ZIP_STORED else ZIP_DEFLATED
    return entry


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
