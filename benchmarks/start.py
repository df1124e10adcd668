"""Time how long commands take to start, beside what Python itself and the libraries of any such tool need.

    python -m benchmarks.start [ROUNDS]

Processor time of whole processes with compiled modules, medians; the commands take turns, so that a busy machine
troubles all of them alike.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 9
PAGE = "<html lang=en><title>Clinic</title><p>" + "We see people with worn joints and explain what can be done. " * 20
NOTHING = "python -c pass"
LIBRARIES = "python -c 'import httpx, bs4'"


def commands(page: Path) -> dict[str, list[str]]:
    """Return what is timed, by the name it is printed under."""
    checker = ["-m", "checker"]
    return {
        NOTHING: ["-c", "pass"],
        LIBRARIES: ["-c", "import httpx, bs4"],
        "clinic-check --version": [*checker, "--version"],
        "clinic-check --help": [*checker, "--help"],
        "clinic-check rules list": [*checker, "rules", "list"],
        "clinic-check check (a small saved page, as JSON)": [
            *checker,
            "check",
            str(page),
            "--format",
            "json",
            "-o",
            "-",
        ],
        "clinic-check check (the same, as HTML)": [*checker, "check", str(page), "-o", "-"],
    }


def seconds(arguments: list[str], compiled: Path) -> float:
    """Return the processor time of a whole process; `compiled` is where compiled modules are kept."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(compiled), "XDG_CACHE_HOME": str(compiled)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        page, compiled = Path(folder, "page.html"), Path(folder, "compiled")
        compiled.mkdir(mode=0o700)
        page.write_text(PAGE, encoding="utf-8")
        timed = commands(page)
        for arguments in timed.values():
            seconds(arguments, compiled)  # compiles modules, and makes the rules ready
        spent: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(rounds):
            for name, arguments in timed.items():
                spent[name].append(seconds(arguments, compiled))
    median = {name: statistics.median(times) for name, times in spent.items()}
    print("| command | ms | times Python alone | times the two libraries |\n|---|---|---|---|")
    for name, each in median.items():
        alone, libraries = each / median[NOTHING], each / median[LIBRARIES]
        print(f"| `{name}` | {each * 1e3:.0f} | {alone:.1f} | {libraries:.2f} |")


if __name__ == "__main__":
    main()
