"""One small JSON file that tells how the last run of a site ended. A monitor watches it: its age, and its exit code.

It lies beside the state of the checked set, readable by its owner only, and is put in place whole. A run that is killed
outright writes nothing: then the file grows old, which is what a monitor must ask about first.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.model import Refusal
from checker.refusal import cause
from checker.request import Request
from checker.scope import members_of
from checker.store import state_path


def heartbeat_path(request: Request) -> Path:
    """Where the heartbeat of the set that ``request`` is about lies, also where its paths are not there tonight."""
    paths = [path.resolve() for path in request.paths]
    try:
        members, _ = members_of(paths, request.out)
    except (Refusal, OSError):
        members = sorted(set(paths))
    return state_path(members).with_suffix(".heartbeat.json")


def beat(path: Path, content: Mapping[str, Any]) -> None:
    """Put ``content`` in place whole, readable by its owner only. Raises Refusal where that cannot be."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
                json.dump(content, stream, ensure_ascii=False, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise Refusal(f"心跳文件 {path} 写不了（{cause(error)}），请检查状态目录的权限和磁盘空间。") from error
