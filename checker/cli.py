"""The command line: options in, exit code out. Everything else is imported when a command needs it."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from checker.refusal import Refusal
from checker.usage import Group

if TYPE_CHECKING:
    from checker.model import FolderRule, Rule

app = typer.Typer(
    name="checker",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


# The names of checker.model and their words, which help does not load.
_KINDS = """\b
文种名（设置中自加的也可以写）：
  duty                      述职报告
  duty-integrity            述职述廉报告
  accountability-integrity  述责述廉报告
  party-building            抓基层党建述职报告
  leadership-team           领导班子述职报告
  seconded                  挂职述职报告
  other                     其他材料
"""


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"checker {version('duty-report-checker')}")
        raise typer.Exit


@app.callback()
def whole(
    version: Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """述职报告批量检查：章节是否齐全，问题有无对应措施，数字是否自洽。只查形式与算术，由人判断。"""


@app.command(epilog=_KINDS)
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="要检查的文件或文件夹（含子文件夹）")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="检查页写到哪里")] = Path("site"),
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="设置文件；缺省取最近的 checker.toml")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="所有报告都按这一文种检查，文种名见下")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1949, max=2100, help="所有报告都按这一年度检查")] = None,
    json: Annotated[str | None, typer.Option("--json", metavar="FILE", help="另存机器可读的结果（- 为标准输出）")] = None,
    export: Annotated[
        list[str] | None, typer.Option("--export", metavar="FORMAT", help="另写出 docx（批注副本）、xlsx、sarif 或 junit；可重复")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="并行进程数；缺省按文件数与核数")] = None,
    engine: Annotated[str, typer.Option("--engine", metavar="ENGINE", help="用本机进程（local）还是 Dask 集群（dask）")] = "local",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="集群调度进程的地址，如 tcp://10.1.2.3:8786；不写则在本机临时启动")
    ] = None,
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="LEVEL", help="退出码为 1 的下限：error、warning 或 never")] = "error",
    fresh: Annotated[bool, typer.Option("--fresh", help="全部重新检查")] = False,
    no_state: Annotated[bool, typer.Option("--no-state", help="不读也不存状态")] = False,
    log: Annotated[Path | None, typer.Option("--log", metavar="FILE", help="另把每一行和结果写进日志（自动轮换，只有本人可读）")] = None,
    open_index: Annotated[bool, typer.Option("--open", help="查完在浏览器里打开目录页")] = False,
) -> None:
    """检查文件或文件夹，写出检查页。"""
    _end_cleanly_when_stopped()
    try:
        from checker.ending import check_and_tell
        from checker.progress import bar
        from checker.request import Request

        request = Request(
            paths=tuple(paths),
            out=out,
            config=config,
            kind=kind,
            year=year,
            json=json,
            jobs=jobs,
            fail_on=fail_on,
            fresh=fresh,
            state=not no_state,
            exports=tuple(export or ()),
            engine=engine,
            scheduler=scheduler,
            log=log,
        )
        with bar() as progress:
            ending = check_and_tell(request, _say, progress)
    except KeyboardInterrupt:  # before the run began, or after it had told how it ended
        _refuse("已中断。")
    if ending.finished and open_index:
        typer.launch(str((out / "index.html").resolve()))
    raise typer.Exit(int(ending.code))


@app.command()
def rules(name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="规则名；不写则列出全部")] = None) -> None:
    """列出全部规则，或说明其中一条。"""
    from reports.console import no_such_rule, rule_lines, rule_text
    from rules import FOLDER_RULES, RULES

    catalogue: tuple[Rule | FolderRule, ...] = (*RULES, *FOLDER_RULES)
    by_name = {rule.name: rule for rule in catalogue}
    if name is not None and name not in by_name:
        _refuse(no_such_rule(name, list(by_name)))
    lines = rule_lines(catalogue) if name is None else rule_text(by_name[name])
    for line in lines:
        typer.echo(line)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="一份报告")],
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="设置文件；缺省取最近的 checker.toml")] = None,
) -> None:
    """显示读到了什么：章节及其理由、问题与措施、数据台账。"""
    from checker.show import annotate_file
    from reports.console import show_lines

    try:
        document = annotate_file(file, config)
    except Refusal as error:
        _refuse(str(error))
    for line in show_lines(document):
        typer.echo(line)


@app.command()
def verdict(
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="页面上的问题编号，必要时写成 报告路径#编号")],
    choice: Annotated[str, typer.Argument(metavar="agree|false-alarm|fixed|waive", help="属实、误报、已改、不予处理")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="理由；误报与不予处理必须写")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="谁的意见；缺省为当前用户")] = "",
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="检查页所在的文件夹")] = Path("site"),
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="设置文件；缺省取最近的 checker.toml")] = None,
) -> None:
    """对一个问题记下处理意见，下次检查时生效。"""
    from checker.scope import settings_of_site
    from checker.verdicts import record

    try:
        members, settings = settings_of_site(out, config)
        typer.echo(record(members, finding, choice, reason, settings, by=by))
    except Refusal as error:
        _refuse(str(error))


@app.command()
def serve(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="检查页所在的文件夹")] = Path("site"),
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="设置文件；缺省取最近的 checker.toml")] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="端口；缺省任取一个空闲的")] = 0,
    open_index: Annotated[bool, typer.Option("--open", help="在浏览器里打开目录页")] = False,
) -> None:
    """在本机打开检查页，可直接点按钮记下处理意见；按 Ctrl+C 结束。"""
    from checker.scope import settings_of_site
    from checker.serve import serve as run_server

    def started(address: str) -> None:
        typer.echo(f"检查页在 {address}\n只有本机能打开；按 Ctrl+C 结束。")
        sys.stdout.flush()
        if open_index:
            typer.launch(address)

    try:
        members, settings = settings_of_site(out, config)
        run_server(out, members, settings, port, started)
    except Refusal as error:
        _refuse(str(error))
    except KeyboardInterrupt:
        _say("已结束；记下的意见都已保存，下次检查时生效。")


@app.command()
def history(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="检查页所在的文件夹")] = Path("site"),
    most: Annotated[int, typer.Option("--runs", metavar="N", min=1, help="最近多少次")] = 10,
) -> None:
    """列出以往各次检查，和最近一次新出现、不再出现的问题。"""
    from checker.past import history_lines
    from checker.scope import members_of_site

    try:
        lines = history_lines(members_of_site(out), most)
    except Refusal as error:
        _refuse(str(error))
    for line in lines:
        typer.echo(line)


@app.command()
def schedule(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="每晚要检查的文件夹")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="检查页写到哪里")] = Path("site"),
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="每晚几点")] = "02:30",
    system: Annotated[str | None, typer.Option("--for", metavar="SYSTEM", help="用 systemd、cron 还是 windows；缺省按本机")] = None,
    log: Annotated[Path | None, typer.Option("--log", metavar="FILE", help="日志写到哪里；缺省在检查页文件夹旁边")] = None,
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="设置文件；缺省取最近的 checker.toml")] = None,
    install: Annotated[bool, typer.Option("--install", help="装上；已有同一个检查页文件夹的就替换")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="取消")] = False,
) -> None:
    """打印、装上或取消每晚的定时检查。"""
    from checker import installing
    from checker.schedule import SYSTEMS, job, system_here

    if install and remove:
        _refuse("--install 与 --remove 只能写一个。")
    chosen = next((known for known in SYSTEMS if known == system), system_here() if system is None else None)
    if chosen is None:
        _refuse(f"--for 不能是“{system}”，可用 {'、'.join(SYSTEMS)}。")
    try:
        night = job(paths, out, at, log=log, config=config, going=remove)
        if remove:
            installing.remove(night, chosen)
            _say(f"已取消 {night.name}；检查页、日志和状态没有动。")
            return
        typer.echo(installing.text_of(night, chosen))
        if install:
            sys.stdout.flush()
            installing.install(night, chosen)
    except Refusal as error:
        _refuse(str(error))
    _say(f"已装上，每晚 {night.hour:02}:{night.minute:02} 检查。" if install else "以上只是打印，加 --install 装上。")
    for line in installing.advice(night, chosen):
        _say(line)


@app.command()
def doctor(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="检查页要写到哪里")] = Path("site"),
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="设置文件；缺省取最近的 checker.toml")] = None,
) -> None:
    """看本机缺什么、怎样补上；什么也不改动。"""
    from checker.doctor import examine, is_well

    found = []
    for finding in examine(out, config):
        typer.echo(str(finding))
        found.append(finding)
    typer.echo("可以检查。" if is_well(found) else "还不能检查：请先补上缺的、修好坏的。")
    raise typer.Exit(0 if is_well(found) else 2)


def _say(line: str) -> None:
    """A line for the person at the terminal; standard output is left to ``--json -``."""
    typer.echo(line, err=True)


def _end_cleanly_when_stopped() -> None:
    """A scheduler that stops the run (SIGTERM) ends it like Ctrl-C: workers ended, locks given back, the reason kept."""
    import signal

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, interrupt)


def _refuse(sentence: str) -> NoReturn:
    _say(sentence)
    raise typer.Exit(2)


def main() -> None:
    """Entry point of the ``checker`` command. Output survives a GBK console: what it lacks becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
