"""Make a folder of made-up duty reports for speed tests: all kinds, no paragraph twice (headings and titles aside).

    python benchmarks/reports.py OUT_DIR --count 200 --seed 1

Each report has about 3,400 characters, with figures whose arithmetic is right, problems and the
measures that answer them. So that checking finds something, one report in five leaves a problem
without its measure and one in ten announces more problems than it lists. The same seed makes the
same files, and the first hundred of two hundred are the hundred of ``--count 100``.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import NamedTuple

from report_words import CROPS, GIVEN, INTEGRITY, LEADS, PLACE_FIRST, PLACE_SECOND, RESULTS, STUDY, SURNAMES, TOPICS, Topic

LENGTH = 3400  # characters
DIGITS = "零一二三四五六七八九十"


class Kind(NamedTuple):
    """How a kind of report is titled and what it has beside work, problems and measures."""

    title: str
    office: str
    we: str
    integrity: bool
    causes: bool


KINDS = (
    Kind("述职报告", "镇长", "我", integrity=False, causes=False),
    Kind("述职述廉报告", "党委副书记", "我", integrity=True, causes=False),
    Kind("述责述廉报告", "纪委书记", "我", integrity=True, causes=True),
    Kind("抓基层党建工作述职报告", "党委书记", "我", integrity=False, causes=True),
    Kind("领导班子述职报告", "领导班子", "镇班子", integrity=True, causes=False),
    Kind("挂职工作述职报告", "挂职副镇长", "我", integrity=True, causes=False),
)


class Slots(dict[str, str]):
    """Fills the braces of a template, every time with another draw: ``{n}``, ``{village}``, ``{grow_户}`` …"""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self.rng = rng
        self.villages = [self.place() + "村" for _ in range(14)]

    def __missing__(self, key: str) -> str:
        name, *words = key.split("_")
        match name:
            case "village":
                return self.rng.choice(self.villages)
            case "crop":
                return self.rng.choice(CROPS)
            case "few":
                return DIGITS[self.rng.randint(3, 9)]
            case "month":
                return f"{self.rng.randint(2, 12)}月"
            case "age":
                return str(self.rng.choice((30, 35, 40)))
            case "money":
                return f"{self.rng.randint(110, 9890) / 10}万元"
            case "grow":
                return self._growth(words[0])
            case "parts":
                return self._parts(words[0], words[1:])
        return str(self.rng.randint(*{"n": (11, 99), "nn": (100, 998)}[name]))

    def place(self) -> str:
        """An invented name of two characters."""
        return self.rng.choice(PLACE_FIRST) + self.rng.choice(PLACE_SECOND)

    def _growth(self, unit: str) -> str:
        base, fives = 20 * self.rng.randint(3, 60), self.rng.randint(1, 12)
        return f"由{base}{unit}增至{base + base // 20 * fives}{unit}，增长{5 * fives}%"

    def _parts(self, unit: str, names: list[str]) -> str:
        numbers = [self.rng.randint(6, 70) for _ in names]
        listed = "、".join(f"{name}{number}{unit}" for name, number in zip(names, numbers, strict=True))
        return f"{sum(numbers)}{unit}，其中{listed}"


class Writer:
    """Writes one report after another, and never a paragraph twice."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.written: set[str] = set()

    def report(self, number: int) -> tuple[str, str]:
        """A file name and the text of the n-th report."""
        kind, slots = KINDS[number % len(KINDS)], Slots(self.rng)
        unit = slots.place() + self.rng.choice(("镇", "乡", "街道"))
        person = self.rng.choice(SURNAMES) + "".join(self.rng.sample(GIVEN, 2))
        topics = self.rng.sample(TOPICS, len(TOPICS))
        frame = [*self._criticism(kind, slots, topics[:5]), *self._integrity(kind, slots), *self._plan(slots, topics[5:9])]
        opening = [f"{unit}2024年度{kind.title}", "" if kind.office == "领导班子" else f"{unit}{kind.office}　{person}"]
        opening.append(
            self._paragraph(
                f"现将2024年{kind.we}在{unit}和{{village}}、{{village}}两个联系村履行职责的情况报告如下，请大家评议。", slots=slots
            )
        )
        study = self._work("学习调研情况", slots, [topic for topic in topics if topic.name in STUDY], LENGTH)
        room = LENGTH - sum(map(len, opening + study + frame)) - 100
        work = self._work("履行职责情况", slots, [topic for topic in topics if topic.name not in STUDY], room)
        lines = [*opening, *study, *work, *frame]
        lines.append(
            self._paragraph(
                f"以上是{kind.we}在{unit}一年的情况，说得不妥的，请{{village}}、{{village}}的代表和各位同志批评指正。", slots=slots
            )
        )
        return f"{number + 1:04}-{unit}-{person}-{kind.title}.txt", "\n".join(line for line in _numbered(lines) if line) + "\n"

    def _paragraph(self, *templates: str, slots: Slots) -> str:
        """The templates filled in, as a paragraph that stands in no report so far."""
        for _ in range(1000):
            text = "".join(templates).format_map(slots)
            if text not in self.written:
                self.written.add(text)
                return text
        raise RuntimeError(f"no new paragraph left: {templates}")

    def _work(self, heading: str, slots: Slots, topics: list[Topic], room: int) -> list[str]:
        """A paragraph on each topic until ``room`` characters are full."""
        lines = [f"#{heading}"]
        for number, topic in enumerate(topics, start=1):
            if sum(map(len, lines)) > room:
                break
            deeds, facts = self.rng.sample(topic.deeds, 5), self.rng.sample(topic.facts, 4)
            leads, results = self.rng.sample(LEADS, 4), self.rng.sample(RESULTS, 4)
            sentences = [
                f"{leads[0]}{deeds[0]}，{deeds[1]}，{results[0]}。",
                f"{leads[1]}{facts[0]}；{deeds[2]}，{results[1]}。",
                f"{leads[2]}{deeds[3]}，{facts[1]}，{results[2]}。全年{facts[2]}。",
                f"{leads[3]}{facts[3]}，{results[3]}；对{{village}}不放手，{deeds[4]}。",
            ]
            self.rng.shuffle(sentences)
            lines.append(self._paragraph(f"（{_chinese(number)}）{topic.name}。", *sentences, slots=slots))
        return lines

    def _criticism(self, kind: Kind, slots: Slots, topics: list[Topic]) -> list[str]:
        """Problems, causes where the kind asks for them, and measures in the same order."""
        count = self.rng.randint(3, len(topics))
        chosen = [(topic, self.rng.randrange(len(topic.problems))) for topic in topics[:count]]
        announced = count + (self.rng.random() < 0.1)
        lines = [
            "#存在的问题",
            self._paragraph(f"对照{{village}}、{{village}}群众的期待，{kind.we}还有{_chinese(announced)}个方面的不足：", slots=slots),
        ]
        for number, (topic, which) in enumerate(chosen, start=1):
            lines.append(
                self._paragraph(
                    f"{_chinese(number)}是{topic.name}有差距。{topic.problems[which]}，{{village}}、{{village}}的群众也点到了。",
                    slots=slots,
                )
            )
        if kind.causes:
            causes = "；".join(topic.cause for topic, _ in chosen)
            lines += ["#原因分析", self._paragraph(f"对照{{village}}、{{village}}的这些事，根子在主观：{causes}。", slots=slots)]
        left_out = self.rng.randrange(count) if self.rng.random() < 0.2 else None
        answers = [topic.measures[which] for number, (topic, which) in enumerate(chosen) if number != left_out]
        lines.append("#整改措施")
        lines += [
            self._paragraph(f"{_chinese(number)}是{answer}，每{{n}}天在{{village}}公布一次进展。", slots=slots)
            for number, answer in enumerate(answers, start=1)
        ]
        return lines

    def _integrity(self, kind: Kind, slots: Slots) -> list[str]:
        if not kind.integrity:
            return []
        said = self.rng.sample(INTEGRITY, 8)
        return ["#廉洁自律情况", *(self._paragraph("，".join(four) + "。", slots=slots) for four in (said[:4], said[4:]))]

    def _plan(self, slots: Slots, topics: list[Topic]) -> list[str]:
        return [
            "#下一年工作打算",
            *(self._paragraph(f"{topic.name}上，从{{village}}、{{village}}做起，{topic.plan}。", slots=slots) for topic in topics),
        ]


def _numbered(lines: list[str]) -> list[str]:
    """``#heading`` becomes 一、heading, 二、…"""
    numbers = iter(range(1, len(lines)))
    return [f"{_chinese(next(numbers))}、{line[1:]}" if line.startswith("#") else line for line in lines]


def _chinese(number: int) -> str:
    return DIGITS[number] if number <= 10 else f"十{DIGITS[number - 10]}"


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description="Make a folder of made-up duty reports.")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    writer, characters = Writer(arguments.seed), 0
    for number in range(arguments.count):
        name, text = writer.report(number)
        (arguments.folder / name).write_text(text, encoding="utf-8", newline="\n")
        characters += len(text)
    print(f"{arguments.count} reports, {characters / max(arguments.count, 1):,.0f} characters each")


if __name__ == "__main__":
    main()
