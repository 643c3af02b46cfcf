"""What comes of a task that gave no result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Lost(Generic[Task]):
    """A task without a result, and why, in Chinese."""

    task: Task
    reason: str
    advice: str


def timed_out(task: Task, seconds: float) -> Lost[Task]:
    """Of a task that took longer than it may."""
    return Lost(
        task, f"检查用时超过 {seconds:g} 秒，已中止。", "请看文件是否异常庞大；确需检查，可在 checker.toml 的 [limits] 中调大 seconds。"
    )


def too_large(task: Task) -> Lost[Task]:
    """Of a task that took more memory than it may."""
    return Lost(
        task,
        "检查所用内存超过上限，已中止。",
        "请看文件是否异常庞大；确需检查，可在 checker.toml 的 [limits] 中调大 memory_megabytes。",
    )


def crashed(task: Task, error: BaseException) -> Lost[Task]:
    """Of a task that raised an exception."""
    if isinstance(error, MemoryError):
        return too_large(task)
    return Lost(task, f"检查过程出错（{type(error).__name__}：{error}）。", "请人工查看这份报告，并把这句话发给维护人员。")


def killed(task: Task, how: str) -> Lost[Task]:
    """Of a task whose process ended."""
    return Lost(task, f"检查这个文件的进程意外退出（{how}）。", "请单独再查一次；若仍如此，把文件交给维护人员。")
