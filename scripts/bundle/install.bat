@echo off
chcp 65001 > nul
rem 安装：不上网，只用这个文件夹里的 wheels。装好的程序在这里的 venv 文件夹；删掉整个文件夹就是卸载。
setlocal
cd /d "%~dp0"
set /p wanted=<python-version
set "program=py -%wanted%"
%program% -c "import venv" > nul 2> nul
if not errorlevel 1 goto found
set "program=python"
%program% -c "import sys, venv; sys.exit('%%d.%%d' %% sys.version_info[:2] != '%wanted%')" > nul 2> nul
if not errorlevel 1 goto found
echo 这个安装包要用 Python %wanted%，本机没有找到。请先装好它，或要一个适合本机 Python 的安装包。
pause
exit /b 2
:found
%program% -m venv --clear venv || goto failed
venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels -c constraints.txt "duty-report-checker[notify]" || goto failed
venv\Scripts\checker doctor -o "%~dp0site" || goto failed
echo 装好了。把要检查的文件夹拖到“检查报告.bat”上。
pause
exit /b 0
:failed
echo 没有装成，请把上面的说明交给维护人员。
pause
exit /b 2
