"""Run by spaCy's own Python: with_spacy.py TASK; see `__main__` for what goes in and out."""

import json
import sys
import time
from pathlib import Path

import spacy
from spacy.matcher import Matcher

task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
english = spacy.blank("en")
matcher = Matcher(english.vocab)
for number, rule in enumerate(task["rules"]):
    tokens: list[dict[str, str]] = []
    for row in rule:
        tokens += [{"OP": "?"}] * task["gap"] * bool(tokens) + [{"LOWER": word} for word in row.split()]
    matcher.add(str(number), [tokens])
names = {english.vocab.strings[str(number)]: number for number in range(len(task["rules"]))}
begun = time.process_time()
found = []
for page in task["pages"]:
    lines = (english.make_doc(line) for line in page.split("\n"))
    found.append(sorted({names[key] for line in lines for key, _, _ in matcher(line)}))
print(json.dumps({"seconds": time.process_time() - begun, "found": found}))
