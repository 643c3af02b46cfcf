"""What a report says it is: kind, year, unit, post and person, from title, opening and signature. Never today's date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from checker.model import Cue, Kind, Paragraph, Statement
from checker.numerals import half_width, parse_chinese
from checker.outline.cues import CueIndex
from checker.outline.front import Front, names_report
from checker.outline.lexicon import OutlineLexicon
from checker.outline.passages import is_signature

KIND = "kind:"
# where a title names several, the first of these counts
_ORDER = (Kind.ACCOUNTABILITY_INTEGRITY, Kind.PARTY_BUILDING, Kind.LEADERSHIP_TEAM, Kind.SECONDED, Kind.DUTY_INTEGRITY, Kind.DUTY)
_HAN_YEAR = "二[〇○零O0][一二三四五六七八九〇○零O0]{2}"
_YEAR = rf"(?:20\d\d|{_HAN_YEAR})"
_RANGE = re.compile(rf"(?P<from>{_YEAR})年?\s*[—\-–－~～至到]+\s*(?P<to>{_YEAR})(?:年度|学年度|学年|年)?")
_STATED = re.compile(rf"(?P<year>{_YEAR})\s*(?:年度|学年度|学年|年)")
_MONTH = re.compile(rf"(?P<year>{_YEAR})年(?P<month>1[0-2]|[1-9]|0[1-9]|十[一二]?|[一二三四五六七八九])月")
_NAMELESS = frozenset(
    {
        "副镇",
        "副乡",
        "本镇",
        "本乡",
        "全镇",
        "某镇",
        "某乡",
        "某村",
        "某局",
        "党支部",
        "支部",
        "党总支",
        "党组",
        "办公室",
        "学校",
        "医院",
        "公司",
        "乡镇",
        "街道",
        "社区",
    }
)
_SIGNATURE = 24  # characters of a signature line
_FIRST_MONTHS = 3  # reports on a year are written up to March of the next
Where = Literal["title", "opening", "signature"]


class Identity(NamedTuple):
    """The report's own word on itself; ``statements`` holds every place that says so."""

    kind: str
    year: int | None
    unit: str | None
    person: str | None
    office: str | None
    statements: tuple[Statement, ...]


class _Line(NamedTuple):
    """Text of one paragraph with where it stands."""

    paragraph: Paragraph
    where: Where


def read_identity(
    paragraphs: Sequence[Paragraph], front: Front, opening: Sequence[int], cues: CueIndex, lexicon: OutlineLexicon
) -> Identity:
    """Read title, opening (paragraphs ``opening``) and signature."""
    heads = [_Line(paragraphs[i], "title") for i in _title_lines(paragraphs, front)]
    openings = [_Line(paragraphs[i], "opening") for i in opening if i not in front.block]
    ends = [_Line(p, "signature") for p in _signature(paragraphs, front)]
    titled = list(_kinds(heads, cues))
    statements = [
        *titled,
        *(s for s in _kinds(openings, cues) if not (titled and s.value == Kind.DUTY)),  # every kind is a 述职
        *(s for line in (*heads, *openings, *ends) for s in _years(line)),
        *(s for line in (*heads, *ends, *openings) for s in _posts(line, lexicon)),
        *(s for line in (*heads, *ends) for s in _persons(line, lexicon)),
    ]
    year = _first(statements, "year")
    return Identity(
        kind=_first(statements, "kind") or Kind.OTHER,
        year=int(year) if year else _year_of_body(paragraphs),
        unit=_first(statements, "unit"),
        person=_first(statements, "person"),
        office=_first(statements, "office"),
        statements=tuple(sorted(statements, key=lambda s: (s.span, s.what))),
    )


def _title_lines(paragraphs: Sequence[Paragraph], front: Front) -> list[int]:
    """The lines of the head that speak of the report: the one that names its kind first, without motto and salutation."""
    lines = [i for i in front.block if not paragraphs[i].text.strip().endswith(("：", ":", "！", "，"))]
    main = next((i for i in lines if i in front.title and names_report(paragraphs[i].text)), None)
    if main is None:
        return lines
    before = [i for i in lines if i < main and not paragraphs[main].text.strip().startswith(("—", "-"))]
    return [main, *(i for i in lines if i > main), *before]


def _first(statements: Sequence[Statement], what: str) -> str | None:
    return next((s.value for where in ("title", "opening", "signature") for s in statements if s.what == what and s.where == where), None)


def _signature(paragraphs: Sequence[Paragraph], front: Front) -> Iterator[Paragraph]:
    """The short lines at the end of the report, watermarks apart."""
    for index in range(len(paragraphs) - 1, front.first, -1):
        if index in front.noise:
            continue
        if not is_signature(paragraphs[index].text.strip()):
            return
        yield paragraphs[index]


# --------------------------------------------------------------------------- kind


def _kinds(lines: Sequence[_Line], cues: CueIndex) -> Iterator[Statement]:
    """The kind that the lines name, at most one."""
    named = [
        (cue, line.where) for line in lines for cue in cues.labelled(KIND, line.paragraph.span) if line.where == "title" or _reports(cue)
    ]
    if not named:
        return
    cue, where = min(named, key=lambda pair: (_rank(pair[0].label.removeprefix(KIND)), -len(pair[0].phrase), pair[0].span))
    yield Statement("kind", cue.label.removeprefix(KIND), cue.span, where)


def _reports(cue: Cue) -> bool:
    """Whether words in an opening name the report itself: 作述责述廉; not 挂职任副镇长, 对领导班子进行考核."""
    return "述" in cue.phrase


def _rank(kind: str) -> int:
    """Kinds that settings add come before the shipped ones: whoever names a kind means it."""
    known = [str(k) for k in _ORDER]
    return known.index(kind) if kind in known else -1


# --------------------------------------------------------------------------- year


def _years(line: _Line) -> Iterator[Statement]:
    text = half_width(line.paragraph.text)
    found = _report_year(text, line.where)
    if found is not None:
        year, start, end = found
        yield Statement("year", str(year), line.paragraph.at(start, end), line.where)


def _report_year(text: str, where: Where) -> tuple[int, int, int] | None:
    """The year a line says the report is of, with its place."""
    if match := _RANGE.search(text):
        return _value(match["to"]), match.start(), match.end()
    if where == "signature":
        return _dated(text)
    plain = [m for m in _STATED.finditer(text) if not _MONTH.match(text, m.start())]
    if where == "title":
        return _of(plain[0]) if plain else _dated(text)
    reported = [m for m in plain if "年度" in m[0] and not text.startswith(("述职评议", "反馈", "考核反馈"), m.end())]
    first = [m for m in plain if m.start() <= 12]
    asked = [m for m in plain if re.match(r"[^，。]{0,30}(?:工作|履职|述职|履行|抓|情况|思想)", text[m.end() :])]
    for candidates in (reported, first, asked):
        if candidates:
            return _of(candidates[0])
    return None


def _of(match: re.Match[str]) -> tuple[int, int, int]:
    return _value(match["year"]), match.start(), match.end()


def _dated(text: str) -> tuple[int, int, int] | None:
    """The year a date speaks for: written January to March, a report tells of the year before."""
    match = _MONTH.search(text)
    if match is None:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else parse_chinese(month)
    year = _value(match["year"])
    return (year - 1 if isinstance(number, int) and number <= _FIRST_MONTHS else year), match.start(), match.end()


def _value(year: str) -> int:
    if year.isdigit() and year.isascii():
        return int(year)
    value = parse_chinese(year.replace("O", "〇").replace("0", "〇"))
    return value if isinstance(value, int) else 0


def _year_of_body(paragraphs: Sequence[Paragraph]) -> int | None:
    """Where neither title nor opening nor signature names one: the year of 回顾2023年的工作, else the one named most."""
    text = "\n".join(half_width(p.text) for p in paragraphs)
    if match := re.search(rf"(?:回顾|总结|盘点)(?P<year>{_YEAR})年", text):
        return _value(match["year"])
    counts = Counter(_value(m["year"]) for m in _STATED.finditer(text))
    most = counts.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return None
    return most[0][0]


# --------------------------------------------------------------------------- unit, post, person


def _posts(line: _Line, lexicon: OutlineLexicon) -> Iterator[Statement]:
    """Unit and post as a title gives them (清河镇党委书记), or the opening (到白沙镇挂职任副镇长)."""
    text = half_width(line.paragraph.text)
    yield from _unit(text, line, lexicon)
    office = _office(text, line, lexicon)
    if office is not None:
        yield office


def _office(text: str, line: _Line, lexicon: OutlineLexicon) -> Statement | None:
    limit = len(text) if line.where != "opening" else 0
    match = _OPENING_POST.search(text) if line.where == "opening" else None
    start = match.end() if match else 0
    limit = min(len(text), start + 24) if match else limit
    best: tuple[int, int] | None = None
    for word in lexicon.offices:
        at = text.find(word, start, limit)
        if at >= 0 and (best is None or at < best[0] or (at == best[0] and at + len(word) > best[1])) and not _inside(text, at, len(word)):
            best = (at, at + len(word))
    if best is None:
        return None
    begin, end = best
    for prefix in sorted(lexicon.prefixes, key=len, reverse=True):
        if text.endswith(prefix, 0, begin):
            begin -= len(prefix)
            break
    return Statement("office", text[begin:end], line.paragraph.at(begin, end), line.where)


_OPENING_POST = re.compile(r"(?:我?(?:现)?担?任(?!务|职以来|职期)|挂职(?:担?任)?|作为)")


_OPENING_UNIT = re.compile(
    r"(?:选派到|派到|下派到|到|在|赴|担任|任|作为)(?P<unit>[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|村|社区))(?=挂职|任|担任|工作|党|副|镇长|乡长|主任|第一书记|驻村)"
)


def _inside(text: str, at: int, length: int) -> bool:
    """Whether a post is only the first part of another word: 书记员, 主任务."""
    return text.startswith(("员", "务", "会"), at + length)


def _unit(text: str, line: _Line, lexicon: OutlineLexicon) -> Iterator[Statement]:
    if line.where == "opening":
        if match := _OPENING_UNIT.search(text):
            yield Statement("unit", match["unit"], line.paragraph.at(match.start("unit"), match.end("unit")), line.where)
        return
    if line.where == "signature" and len(text.strip()) > _SIGNATURE:
        return
    body = _YEAR_WORDS.sub(lambda m: "　" * len(m[0]), text)
    for level in lexicon.levels:
        for suffix in level.suffixes:
            match = re.search(rf"[\u4e00-\u9fff]{{1,18}}?{re.escape(suffix)}(?![\u4e00-\u9fff]{{0,1}}(?:长|级))", body) or re.search(
                rf"[\u4e00-\u9fff]{{1,18}}{re.escape(suffix)}", body
            )
            if match is None:
                continue
            begin, end = match.start(), match.end()
            if level.name in {"镇", "乡", "街道", "村社区"}:
                begin += _after_upper(body[begin:end])
            if end - begin < 2 or _is_post(body[begin:end]):
                continue
            yield Statement("unit", text[begin:end].strip(), line.paragraph.at(begin, end), line.where)
            return


_YEAR_WORDS = re.compile(
    rf"{_YEAR}\s*[—\-–~～至]*\s*(?:{_YEAR})?\s*(?:年度|学年度|学年|年)?|\d{{1,2}}月(?:\d{{1,2}}日)?在?|关于|乡镇挂职|乡镇|挂职|分管"
)


def _after_upper(name: str) -> int:
    """Where the unit's own name begins behind county and city: 云岭县枫林镇 → 枫林镇."""
    cut = 0
    for match in re.finditer(r"[省市县区州旗盟镇乡]|街道", name[:-1]):
        if len(name) - match.end() >= 2:
            cut = match.end()
    return cut


def _is_post(name: str) -> bool:
    """Whether what looks like a unit is a post or a body without a name: 副镇, 镇党委, 某镇."""
    return name.endswith(("党委", "党工委", "纪委")) or name in _NAMELESS


def _persons(line: _Line, lexicon: OutlineLexicon) -> Iterator[Statement]:
    text = line.paragraph.text
    if match := re.search(r"(?:述职人|报告人|汇报人|述廉人|姓名)[：:\s\u3000]*(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{1,5})", text):
        yield Statement("person", _joined(match["name"]), line.paragraph.at(match.start("name"), match.end("name")), line.where)
        return
    for match in re.finditer(
        r"(?:^|[\s\u3000（(—])(?P<name>[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,3})(?=$|[\s\u3000）)]|同志)", text
    ):
        name = _joined(match["name"])
        if _is_name(name, lexicon):
            yield Statement("person", name, line.paragraph.at(match.start("name"), match.end("name")), line.where)
            return


def _joined(name: str) -> str:
    return re.sub(r"[\s\u3000]", "", name)


def _is_name(name: str, lexicon: OutlineLexicon) -> bool:
    if not 2 <= len(name) <= 4 or any(name.endswith(office) or office in name for office in lexicon.offices):
        return False
    if any(name.endswith(suffix) for level in lexicon.levels for suffix in level.suffixes) or re.search(
        r"述|报告|总结|汇报|年|月|日|党|政|工作", name
    ):
        return False
    return name[:2] in lexicon.surnames or (name[0] in lexicon.surnames and len(name) <= 3)
