"""The command line that goes on with what a stop left: as it was given, so that no setting of it is lost."""

import shlex
from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

from checker.targets import STANDARD_INPUT


def command_again(*added: str) -> str:
    """Return the command line of the running command with some flags added, quoted for a shell.

    What came over standard input cannot be given again and is left out.
    """
    context = click.get_current_context()
    given = [param for param in context.command.params if _was_given(context, param)]
    words = [word for param in given for word in _words(param, context.params[str(param.name)])]
    return shlex.join([*context.command_path.split(), *words, *(flag for flag in added if flag not in words)])


def _was_given(context: click.Context, param: click.Parameter) -> bool:
    return context.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE


def _words(param: click.Parameter, value: Any) -> Iterator[str]:
    for each in value if param.multiple or param.nargs == -1 else [value]:
        if isinstance(param, click.Option):
            yield max(param.opts, key=len)
            if param.is_flag:
                continue
        if str(each) != STANDARD_INPUT:
            yield str(each)
