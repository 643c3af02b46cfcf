#!/bin/sh
# 检查一个文件夹，检查页写在它旁边的“……-检查结果”里，查完在浏览器里打开目录页。
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -x "$here/venv/bin/checker" ]; then
    echo "还没有安装：请先运行 $here/install.sh" >&2
    exit 2
fi
if [ "$#" -ne 1 ] || [ ! -d "$1" ]; then
    echo "请把一个文件夹拖到这个图标上，或运行：检查报告.sh 文件夹" >&2
    exit 2
fi
folder=$(cd "$1" && pwd)
"$here/venv/bin/checker" check "$folder" --out "$folder-检查结果" --fail-on never --open
code=$?
if [ "$code" -ne 0 ]; then
    echo "有事情没有做成，请看上面的说明。" >&2
    if [ -t 0 ]; then
        printf '按回车键关闭。'
        read -r _
    fi
fi
exit "$code"
