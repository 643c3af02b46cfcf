"""Every rule, in page order. A person keeps this list: importing it has no effect but the making of values."""

from checker.model import Rule

RULES: tuple[Rule, ...] = ()
