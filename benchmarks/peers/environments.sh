#!/usr/bin/env bash
# Install every peer in a throw-away environment of its own: environments.sh FOLDER
# Needs Python 3.11 or newer with venv, and npm. A tool that does not install is left out; its log says why.
set -uo pipefail
folder="${1:?name a folder for the environments}"
mkdir -p "$folder"
for tool in semgrep yara-x spacy proselint; do
  "${PYTHON:-python3}" -m venv "$folder/$tool" &&
    "$folder/$tool/bin/pip" install --quiet "$tool" >"$folder/$tool.log" 2>&1 || echo "$tool: see $folder/$tool.log"
done
mkdir -p "$folder/textlint" && cd "$folder/textlint" &&
  npm install --silent --no-audit --no-fund textlint textlint-rule-prh >"$folder/textlint.log" 2>&1 ||
  echo "textlint: see $folder/textlint.log"
