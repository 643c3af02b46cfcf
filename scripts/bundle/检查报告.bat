@echo off
chcp 65001 > nul
rem 检查一个文件夹，检查页写在它旁边的“……-检查结果”里，查完在浏览器里打开目录页。
setlocal
if not exist "%~dp0venv\Scripts\checker.exe" (
    echo 还没有安装：请先双击 install.bat
    pause
    exit /b 2
)
if not exist "%~f1\" (
    echo 请把一个文件夹拖到这个图标上。
    pause
    exit /b 2
)
"%~dp0venv\Scripts\checker.exe" check "%~f1" --out "%~f1-检查结果" --fail-on never --open
if errorlevel 1 (
    echo 有事情没有做成，请看上面的说明。
    pause
    exit /b 2
)
