"""What rules ask about one report is worked out once, and anew for the next report."""

from checker.once import once


def test_the_same_object_is_asked_once() -> None:
    asked: list[list[str]] = []

    @once
    def length(report: list[str]) -> int:
        asked.append(report)
        return len(report)

    report = ["一、学习", "二、履职"]

    assert (length(report), length(report)) == (2, 2)
    assert asked == [report]


def test_another_object_is_another_question_though_it_is_equal() -> None:
    asked: list[int] = []

    @once
    def number(report: list[str]) -> int:
        asked.append(id(report))
        return len(asked)

    one, other = ["一、学习"], ["一、学习"]

    assert [number(one), number(other), number(one)] == [1, 2, 3]
    assert asked == [id(one), id(other), id(one)]
