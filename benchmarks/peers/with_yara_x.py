"""Run by YARA-X's own Python: with_yara_x.py TASK; see `__main__` for what goes in and out."""

import json
import sys
import time
from pathlib import Path

import yara_x

task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
source = "\n".join(
    f"rule r{number} {{ strings: $a = /{pattern.replace('(?:', '(')}/ condition: $a }}"
    for number, pattern in enumerate(task["patterns"])
)
rules = yara_x.compile(source)
pages = [page.encode() for page in task["pages"]]
begun = time.process_time()
found = [[int(rule.identifier[1:]) for rule in rules.scan(page).matching_rules] for page in pages]
print(json.dumps({"seconds": time.process_time() - begun, "found": found}))
