"""The one Jinja2 environment, and the styles and scripts that every page carries inside itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # the part that makes text of text

GENERATOR = "duty-report-checker"
"""First word of the generator mark in every page we write: discovery and the site know our own output by it."""

_TOGETHER = 500  # pieces of a page that are written together: each is a value or what stands between two
_FURTHER = {"page": ("judge",), "index": ("judge",)}  # assets with a job of their own


@dataclass(frozen=True, slots=True)
class Assets:
    """Style and script of one kind of page, and the security policy that allows just these two."""

    style: Markup
    script: Markup
    policy: str


class _Codes(CodeGenerator):
    """Jinja2's own compiler, but values are escaped by :func:`shown`, and attributes are asked for as Python code does.

    A page has some three thousand values: each saved call counts.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802 - the name that Jinja2 looks for
        """``row.value`` is written as it stands, not as a call: nothing but attributes is asked for."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.plain(_v) if type(_v := ")  # most values are plain text or numbers: for these one call is enough

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else str(_v) if type(_v) is int else environment.shown(_v)")


def shown(value: object) -> str:
    """``value``, no plain text, as :func:`escape` escapes it, to be joined at once: no object that knows it is escaped is made of each."""
    if type(value) is int:
        return str(value)
    if type(value) is Markup:
        return value
    return "" if type(value) is Undefined else escape(value)  # of "…" if …, with nothing else


class _Environment(Environment):
    """An environment whose templates ask for attributes alone, never for items by a dot."""

    code_generator_class = _Codes
    plain = staticmethod(_escape_inner)
    shown = staticmethod(shown)
    getattr = staticmethod(getattr)  # type: ignore[assignment]


@cache
def environment() -> Environment:
    """The environment: everything escaped, a name that is not given is an error."""
    env = _Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # else every include looks at its file again
    )
    env.globals["generator"] = GENERATOR
    return env


@cache
def assets(page: str) -> Assets:
    """The assets of ``page``: ``base`` first, then its own. Only files shipped in ``static/`` are ever marked safe."""
    parts = ("base", *_FURTHER.get(page, ()), page)
    style = "\n".join(_static(f"{name}.css") for name in parts)
    script = "\n".join(_static(f"{name}.js") for name in parts)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), Markup(script), policy)  # noqa: S704 - our own files, shipped with the package


def render(template: str, page: str, **values: object) -> str:
    """``template`` filled with ``values`` and the assets of ``page``."""
    return environment().get_template(template).render(assets=assets(page), **values)


def pieces(template: str, page: str, **values: object) -> Iterator[str]:
    """The same, some hundred values at a time: for a page that is too large to be in memory whole."""
    stream = environment().get_template(template).stream(assets=assets(page), **values)
    stream.enable_buffering(_TOGETHER)
    return iter(stream)


def warm_up() -> None:
    """Compile the templates of a report's page, which takes a fifth of a second; later calls find them compiled."""
    env = environment()
    for name in env.list_templates():
        env.get_template(name)
    assets("page")


def _static(name: str) -> str:
    return (resources.files("reports") / "static" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
