#!/bin/sh
# 安装：不上网，只用这个文件夹里的 wheels。装好的程序在这里的 venv 文件夹；删掉整个文件夹就是卸载。
set -eu
cd "$(dirname "$0")"
wanted=$(cat python-version)
program=
for candidate in "python$wanted" python3 python; do
    if "$candidate" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted')" 2>/dev/null; then
        program=$candidate
        break
    fi
done
if [ -z "$program" ]; then
    echo "这个安装包要用 Python $wanted（带 venv 模块），本机没有找到。请先装好它，或要一个适合本机 Python 的安装包。" >&2
    exit 2
fi
"$program" -m venv --clear venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels -c constraints.txt 'duty-report-checker[notify]'
venv/bin/checker doctor -o "$PWD/site"
echo "装好了。把要检查的文件夹拖到“检查报告.sh”上，或运行：./检查报告.sh 文件夹"
