"""What ends a run with a sentence. Apart from the nouns, so that the command line can name it without loading them."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出磁盘配额",
    errno.EROFS: "磁盘只读",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EIO: "磁盘或网络读写出错",
    errno.ESTALE: "共享文件夹已断开",
    errno.ENOTCONN: "共享文件夹已断开",
    errno.EHOSTDOWN: "共享文件夹已断开",
    errno.ENAMETOOLONG: "路径过长",
    errno.EADDRINUSE: "已被占用",
}


class Refusal(Exception):  # noqa: N818 - it names what the program does, not what went wrong
    """Something that cannot be done. The message is one Chinese sentence: which file or key, what is wrong, what to do."""


def cause(error: OSError) -> str:
    """Why the system could not do it, in Chinese where it is one of the usual reasons."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)
