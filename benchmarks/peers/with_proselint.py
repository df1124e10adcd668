"""Run by proselint's own Python: with_proselint.py TASK; see `__main__` for what goes in and out."""

import json
import sys
import time
from pathlib import Path

from proselint.registry.checks import Check, types

task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
checks = [
    Check(check_type=types.ExistenceSimple(pattern=pattern), path=str(number), message="{}")
    for number, pattern in enumerate(task["patterns"])
]
begun = time.process_time()
found = [
    [number for number, check in enumerate(checks) if any(True for _ in check.check_with_flags(page))]
    for page in task["pages"]
]
print(json.dumps({"seconds": time.process_time() - begun, "found": found}))
