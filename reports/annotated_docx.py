"""A Word report with its findings as comments: the original file, and nothing in it changed but the marks and the comments."""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from checker.model import Refusal
from reports.further import untold
from reports.labels import SEVERITIES
from reports.plain import plain
from reports.visible import clip
from reports.word_marks import Character, Element, Marks, highest_number

__all__ = ["AUTHOR", "AnnotationError", "Character", "Remark", "annotate", "comment_lines"]

AUTHOR = "述职报告检查"
_CONTENT_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NEW_PART_DATE = (1980, 1, 1, 0, 0, 0)  # the same findings give the same bytes
_FEW = 4  # further places of a finding that are quoted; of more, these stand for all
_LONGEST_PART = 24_000_000  # bytes of comments or relations; a hostile archive may unpack to more


class AnnotationError(Refusal):
    """A Word file that cannot be annotated: one Chinese sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Remark:
    """A comment: its paragraphs, and the first and last character of its passage."""

    lines: tuple[str, ...]
    first: Character
    last: Character


def comment_lines(finding: Mapping[str, Any], *, inside: str = "") -> tuple[str, ...]:
    """What a comment says of a finding (an object of the result JSON): severity and message, evidence, what to write instead.

    A passage ``inside`` a text box (文本框) or a note (脚注) is quoted: there Word has no comments, so the comment stands beside it.
    """
    lines = [f"【{SEVERITIES[finding['severity']]}】{finding['message']}"]
    if inside:
        lines.append(f"{inside}中：“{clip(finding['quote'], 60)}”")
    lines += [f"依据：{line}" for line in finding["evidence"].splitlines() if line.strip()]
    if finding["suggestion"]:
        lines.append(f"建议：{finding['suggestion']}")
    quotes = [f"“{clip(other['quote'], 30)}”" for other in untold(finding)]
    if quotes:
        more = f"等共{len(quotes)}处" if len(quotes) > _FEW else ""
        lines.append(f"另见：{'、'.join(quotes[:_FEW])}{more}")
    return tuple(lines)


def annotate(data: bytes, part: str, root: Element, remarks: Sequence[Remark], mark: str) -> bytes:
    """The Word file ``data`` with ``remarks``, in reading order, as comments.

    Args:
        data: the original file.
        part: the name of its main part.
        root: the ``w:document`` parsed from that part, whose elements the remarks name; it is changed.
        remarks: what to say, and where.
        mark: a few ASCII words, put where they are found near the end of the file as long as nobody saved it anew.

    Raises:
        AnnotationError: where the file lacks what every Word file has, or its parts are broken.
    """
    package = _Package(data)
    relations = f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels".removeprefix("/")
    marks = Marks(root)
    changed: dict[str, bytes] = {}
    comments_part = _existing_comments(package, part, relations)
    if comments_part is None:
        comments_part = _free_name(package, posixpath.dirname(part))
        comments = etree.Element(marks.tag("comments"), nsmap={"w": marks.namespace})
        strict = marks.namespace.startswith("http://purl.oclc.org/")
        target = comments_part.removeprefix(f"{posixpath.dirname(part)}/")
        changed[relations] = _with_relation(package, relations, _STRICT_RELATION if strict else _RELATION, target)
        changed[_CONTENT_TYPES] = _with_content_type(package, comments_part)
    else:
        comments = _parsed(package.read(comments_part))
    first = 1 + max(highest_number(comments), highest_number(root.iter()))
    for number, remark in reversed(list(enumerate(remarks, first))):  # so the first of several at one place stands closest to it
        marks.set(number, remark.first, remark.last)
    for number, remark in enumerate(remarks, first):
        comments.append(_comment(marks, number, remark.lines))
    comments.addnext(etree.Comment(mark))
    changed[part] = _serialized(root)
    changed[comments_part] = _serialized(comments)
    return package.rewritten(changed, last=comments_part)


def _comment(marks: Marks, number: int, lines: Sequence[str]) -> Element:
    """A comment without a date: an unchanged report gives an unchanged copy."""
    attributes = {marks.tag("id"): str(number), marks.tag("author"): AUTHOR, marks.tag("initials"): "检"}
    comment = etree.Element(marks.tag("comment"), attributes)
    for line in lines:
        paragraph = etree.SubElement(comment, marks.tag("p"))
        text = etree.SubElement(etree.SubElement(paragraph, marks.tag("r")), marks.tag("t"))
        text.text = plain(line)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _existing_comments(package: _Package, part: str, relations: str) -> str | None:
    """The name of the part that holds the file's own comments."""
    if relations not in package:
        return None
    for relation in _parsed(package.read(relations)):
        if (relation.get("Type") or "") in {_RELATION, _STRICT_RELATION}:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target") or "")).removeprefix("/")
            if target in package:
                return target
            raise AnnotationError("原件的批注部件缺失，未做批注副本。")
    return None


def _free_name(package: _Package, folder: str) -> str:
    names = (f"{folder}/comments{number or ''}.xml".removeprefix("/") for number in range(len(package) + 1))
    return next(name for name in names if name not in package)


def _with_relation(package: _Package, relations: str, kind: str, target: str) -> bytes:
    root = _parsed(package.read(relations)) if relations in package else etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
    taken = {relation.get("Id") for relation in root}
    identifier = next(name for name in (f"rIdCheck{number}" for number in range(len(taken) + 1)) if name not in taken)
    root.append(etree.Element(f"{{{_RELATIONSHIPS}}}Relationship", {"Id": identifier, "Type": kind, "Target": target}))
    return _serialized(root)


def _with_content_type(package: _Package, part: str) -> bytes:
    if _CONTENT_TYPES not in package:
        raise AnnotationError("原件缺少内容类型部件，未做批注副本。")
    root = _parsed(package.read(_CONTENT_TYPES))
    namespace = etree.QName(root).namespace
    root.append(etree.Element(f"{{{namespace}}}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE}))
    return _serialized(root)


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise AnnotationError("原件内部的部件已损坏，未做批注副本。") from error
    if root.getroottree().docinfo.doctype:
        raise AnnotationError("原件内部含有外部实体声明，未做批注副本。")
    return root


def _serialized(root: Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


class _Package:
    """The archive that a Word file is."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise AnnotationError("原件不是完整的 Word 文档，未做批注副本。") from error
        members = [(_part_name(member), member) for member in self._zip.infolist()]
        self._members = dict(members)
        if len(self._members) != len(members):
            raise AnnotationError("原件内部有重名的部件，未做批注副本。")

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __len__(self) -> int:
        return len(self._members)

    def read(self, name: str) -> bytes:
        """The bytes of a part that holds XML."""
        try:
            with self._zip.open(self._members[name]) as file:
                data = file.read(_LONGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise AnnotationError("原件内部的部件已损坏，未做批注副本。") from error
        if len(data) > _LONGEST_PART:
            raise AnnotationError("原件内部的部件过大，未做批注副本。")
        return data

    def rewritten(self, changed: Mapping[str, bytes], last: str) -> bytes:
        """The archive with some parts changed or added, in its own order; ``last`` comes last and is stored as it is."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for name, member in self._members.items():
                if name not in changed:
                    self._copy(member, target)
                elif name != last:
                    target.writestr(_entry(member), changed[name])
            for name in sorted(changed.keys() - self._members.keys() - {last}):
                target.writestr(zipfile.ZipInfo(name, _NEW_PART_DATE), changed[name], zipfile.ZIP_DEFLATED)
            target.writestr(zipfile.ZipInfo(last, _NEW_PART_DATE), changed[last], zipfile.ZIP_STORED)
        return buffer.getvalue()

    def _copy(self, member: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
        """One part as it is, piece by piece: pictures may be large."""
        try:
            with self._zip.open(member) as source, target.open(_entry(member), "w") as sink:
                shutil.copyfileobj(source, sink)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise AnnotationError("原件内部的部件已损坏，未做批注副本。") from error


def _entry(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member as it is to be written: what concerned its place in the old archive is left behind."""
    entry = zipfile.ZipInfo(member.filename, member.date_time)
    entry.compress_type, entry.external_attr, entry.file_size = member.compress_type, member.external_attr, member.file_size
    return entry


def _part_name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").removeprefix("/")
