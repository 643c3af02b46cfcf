"""Damage of many kinds to files and text: bytes, values and whole elements of XML in archives, objects of PDF, figures in sentences."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile

from lxml import etree

PIECES = (
    *"0123456789.,%％、，。；：（）()“”《》一二三四五六七八九十百千万亿零〇两半年月日元亩户人件第项个倍成由比占至到近余多其中分别\n\t 　",
    *("其中", "增长", "同比下降", "占全镇", "分别为", "合计", "翻一番", "百分点", "三分之一", "XX", "一是", "（一）", "一、", "第一，"),
    *(
        "２０２４",
        "①",
        "²",
        "½",
        "٣",
        "千分之",
        "\u200b",
        "\ufffd",
        "𠮷",
        "1e9",
        "999999999999999999999999",
        "0.0",
        "-",
        "—",
        "～",
        "存在的问题",
    ),
)
TOKENS = (
    b"\0",
    b"\xff",
    b"<",
    b">",
    b"&",
    b'"',
    b"-1",
    b"99999999999",
    b"1e308",
    b"nan",
    b"/",
    b"<w:p>",
    b"</w:p>",
    b"&#0;",
    b"&#xd800;",
    b"]]>",
)


VALUES = (
    "",
    "-1",
    "0",
    "1",
    "99999999999",
    "1e308",
    "nan",
    "三",
    "1 2",
    "begin",
    "separate",
    "end",
    "restart",
    "continue",
    "on",
    "\U00020000",
)
PDF_TOKENS = (
    b"-1",
    b"0",
    b"1e9",
    b"99999999999",
    b"()",
    b"<>",
    b"[]",
    b"<< >>",
    b"null",
    b"true",
    b"/Identity-H",
    b"/FlateDecode",
    b"q",
    b"Do",
    b"<FEFF>",
)
_TEXT_PARTS = ("document.xml", "footnotes.xml", "numbering.xml", "Content.xml", "content.xml")
_OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj", re.DOTALL)
_TOKEN = re.compile(rb"\d+ 0 R|/[A-Za-z0-9-]+|<[0-9a-f]*>|\([^)]*\)|-?[\d.]+|[A-Za-z]{1,3}(?=\s)")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one to six places flipped, written over, inserted, left out, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 2, 8, 64, 512)))
        kind = chance.randrange(12)
        if kind < 3 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif kind < 5 and at < len(changed):
            changed[at] = chance.randrange(256)
        elif kind < 7:
            changed[at:at] = chance.choice(TOKENS)
        elif kind < 9:
            del changed[at:end]
        elif kind < 11:
            changed[at:at] = changed[at:end] * chance.choice((1, 2, 5))
        elif chance.random() < 0.3:
            del changed[at:]
    return bytes(changed)


def mutated_part(data: bytes, chance: random.Random) -> bytes:
    """The archive ``data``, one XML part of which is damaged and packed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice([name for name in old.namelist() if name.endswith(".xml")])
        for name in old.namelist():
            new.writestr(name, _attributes(old.read(name), chance) if name == chosen else old.read(name))
    return buffer.getvalue()


def _attributes(data: bytes, chance: random.Random) -> bytes:
    """Often only values between quotation marks change: the part stays XML, and what reads it is reached."""
    parts = data.split(b'"')
    if len(parts) < 3 or chance.random() < 0.4:
        return mutated(data, chance)
    for _ in range(chance.randint(1, 5)):
        at = 2 * chance.randrange(len(parts) // 2) + 1
        parts[at] = chance.choice((b"", b"-1", b"0", b"99999999999", b"1e308", b"nan", b"inf", "三".encode(), b"1 2", parts[1], parts[-2]))
    return b'"'.join(parts)


def mutated_text(text: str, chance: random.Random) -> str:
    """A stretch of ``text`` with digits, numerals, units and punctuation put in, left out or doubled."""
    start = chance.randrange(max(1, len(text) - 100))
    changed = list(text[start : start + chance.choice((40, 150, 500))])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            changed[at:at] = [chance.choice(PIECES) for _ in range(chance.choice((1, 1, 2, 6)))]
        elif kind == 1:
            changed[at : at + 1] = chance.choice(PIECES)
        elif kind == 2:
            del changed[at : at + chance.choice((1, 3, 20))]
        else:
            changed[at:at] = changed[at : at + chance.choice((1, 6, 30))]
    return "".join(changed)


def mutated_tree(data: bytes, chance: random.Random) -> bytes:
    """The archive ``data``, elements of one XML part of which are left out, doubled, moved, renamed or given other values."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    main = [name for name in parts if name.endswith(_TEXT_PARTS)]
    chosen = chance.choice(main if main and chance.random() < 0.7 else [name for name in parts if name.endswith(".xml")])
    root = etree.fromstring(parts[chosen])
    for _ in range(chance.choice((1, 2, 4, 12))):
        _change(root, chance)
    parts[chosen] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return buffer.getvalue()


def _change(root: etree._Element, chance: random.Random) -> None:
    inner = list(root.iterdescendants("*"))
    if len(inner) < 2:
        return
    one, other = chance.choice(inner), chance.choice(inner)
    outer = one.getparent()
    kind = chance.randrange(8)
    if kind == 0 and outer is not None:
        outer.remove(one)
    elif kind == 1:
        one.addnext(copy.deepcopy(other) if len(other) < 50 else etree.SubElement(other, one.tag))
    elif kind == 2 and outer is not None:
        outer.remove(one)
        (other if one not in (other, *other.iterancestors()) else root).append(one)
    elif kind == 3:
        one.tag = other.tag
    elif kind == 4 and outer is not None:
        wrap = etree.Element(other.tag, dict(other.attrib))
        outer.replace(one, wrap)
        wrap.append(one)
    elif kind == 5:
        one.text = "".join(chance.choice(PIECES) for _ in range(chance.choice((1, 3, 30))))
    elif one.attrib:
        name = chance.choice(list(one.attrib))
        one.set(name, chance.choice((*VALUES, *other.attrib.values())))
    else:
        one.attrib.update(other.attrib)


def mutated_objects(data: bytes, chance: random.Random) -> bytes:
    """The PDF ``data`` with numbers, names and references of some objects changed, or objects left out or in each other's place.

    The table of places is written anew, so that the objects are found.
    """
    objects = [match[1] for match in _OBJECT.finditer(data)]
    tokens = [token for text in objects for token in _TOKEN.findall(text)]
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(objects))
        kind = chance.randrange(10)
        if kind == 0:
            objects[at] = b"null"
        elif kind == 1:
            objects[at] = objects[chance.randrange(len(objects))]
        elif kind == 2:
            objects[at] = mutated(objects[at], chance)
        else:
            places = list(_TOKEN.finditer(objects[at]))
            if places:
                place = chance.choice(places)
                new = chance.choice(
                    (*PDF_TOKENS, chance.choice(tokens), chance.choice(tokens), b"%d 0 R" % chance.randrange(len(objects) + 2))
                )
                objects[at] = objects[at][: place.start()] + new + objects[at][place.end() :]
    trailer = data[data.rindex(b"trailer") :].partition(b"startxref")[0]
    written, starts = b"%PDF-1.5\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return written + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(written)
