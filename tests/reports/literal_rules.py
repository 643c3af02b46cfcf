"""Rules in words, as pages tell of them; their findings stand in :mod:`literals`."""

from checker.model import Family, Severity
from reports.rule_texts import RuleText

RULES = (
    RuleText(
        "missing-section",
        Family.STRUCTURE,
        "必需的部分应当齐全。",
        "必需的部分应当齐全。\n\n少了一部分，考核时无法逐项对照，\n材料会被退回。\n\n改法：补写这一部分；确实没有的，写明原因。",
        Severity.ERROR,
    ),
    RuleText(
        "unanswered-problem",
        Family.CRITICISM,
        "查摆的问题应当有措施。",
        "查摆的问题应当有措施。\n\n只摆问题不说怎么改，等于没有整改。",
        Severity.WARNING,
    ),
    RuleText(
        "vague-measure",
        Family.CRITICISM,
        "措施应当具体。",
        "措施应当具体。\n\n没有人、没有时间、没有次数的措施，无法检查。",
        Severity.NOTICE,
    ),
    RuleText(
        "growth-mismatch",
        Family.FIGURES,
        "增长的百分数应当与前后两数相符。",
        "增长的百分数应当与前后两数相符。\n\n数字对不上，其余数字也会被怀疑。",
        Severity.ERROR,
    ),
    RuleText(
        "count-mismatch",
        Family.FIGURES,
        "所说的项数应当与列出的相同。",
        "所说的项数应当与列出的相同。\n\n说四个方面，只列三个，多半是删改后忘了改数。",
        Severity.ERROR,
    ),
    RuleText("placeholder", Family.LEFTOVERS, "模板里的空位应当填好。", "模板里的空位应当填好。\n\n空位说明材料没有写完。", Severity.ERROR),
    RuleText(
        "unfinished-paragraph",
        Family.WORDING,
        "段落应当写完。",
        "段落应当写完。\n\n以逗号结束的段落，后面多半丢了字。",
        Severity.WARNING,
    ),
    RuleText("doubled-punctuation", Family.WORDING, "标点不应重复。", "标点不应重复。\n\n多由删改造成。", Severity.WARNING),
    RuleText("figure-form", Family.FIGURES, "数字写法应当一致。", "数字写法应当一致。\n\n默认不启用。", Severity.NOTICE),
)
