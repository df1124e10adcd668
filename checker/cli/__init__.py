"""The command line: parse, call one function, print. Results go to stdout, everything else to stderr."""

import sys

import click

from checker.cli.batch_command import batch
from checker.cli.capture_command import capture
from checker.cli.check_command import check, demo
from checker.cli.compare_command import compare_command
from checker.cli.doctor_command import doctor
from checker.cli.exits import ExitCode
from checker.cli.judge_command import judge
from checker.cli.render_command import render_command
from checker.cli.rules_command import rules
from checker.cli.verify_command import verify
from checker.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="clinic-check")
def cli() -> None:
    """Read a stem-cell clinic's web page and report which published warning signs its own words match.

    The tool reads words. It does not decide whether a treatment works, or whether anyone breaks a law.

    Exit codes: 0 nothing at or above --fail-on, 1 something is, 2 usage or rules wrong, 3 no page could be read or
    judged, 130 interrupted.
    """


cli.add_command(check)
cli.add_command(capture)
cli.add_command(judge)
cli.add_command(verify)
cli.add_command(demo)
cli.add_command(batch)
cli.add_command(render_command)
cli.add_command(compare_command)
cli.add_command(rules)
cli.add_command(doctor)


def main() -> None:
    """Run the command line and end with its exit code."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("Interrupted; reports already written are kept.", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
