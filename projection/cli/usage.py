"""What is wrong with a command line itself, said in the reader's language.

Click finds the mistakes but speaks English alone; its exceptions are put into our own words.
"""

from __future__ import annotations

from difflib import get_close_matches

import click

from projection.cli.bilingual import Argument, Mistake, usage_line
from projection.errors import Fault, fault
from projection.language import Language


def usage_faults(error: click.ClickException, lang: Language) -> tuple[str, list[Fault]]:
    """Return the usage line, empty where there is none, and what to say about `error`.

    Parameters
    ----------
    error
        What click raised.
    lang
        The reader's language; names of arguments depend on it.
    """
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return "", [_of_exception(error, lang)]
    hint = fault("see_help", command=context.command_path)
    return usage_line(context.command, context), [_of_exception(error, lang), hint]


def _of_exception(error: click.ClickException, lang: Language) -> Fault:
    match error:
        case Mistake():
            return error.what
        case click.NoSuchOption():
            return _unknown_option(error)
        case click.BadOptionUsage():
            return fault("option_without_value", option=error.option_name)
        case click.MissingParameter(param=click.Parameter() as parameter):
            return fault("argument_missing", argument=_name(parameter, lang))
        case click.BadParameter(param=click.Parameter() as parameter):
            return _bad_value(error, parameter, lang)
    return fault("usage_other", reason=error.format_message())


def _unknown_option(error: click.NoSuchOption) -> Fault:
    # Click does not suggest options in all of its versions.
    params = error.ctx.command.params if error.ctx else []
    names = [name for one in params if isinstance(one, click.Option) for name in one.opts]
    near = get_close_matches(error.option_name, names, n=1)
    if near:
        return fault("option_unknown_near", found=error.option_name, near=near[0])
    return fault("option_unknown", found=error.option_name)


def _bad_value(error: click.BadParameter, parameter: click.Parameter, lang: Language) -> Fault:
    name = _name(parameter, lang)
    if isinstance(parameter.type, click.Choice):
        choices = ", ".join(map(str, parameter.type.choices))
        return fault("option_not_a_choice", option=name, choices=choices)
    if parameter.type is click.INT:
        return fault("option_not_an_integer", option=name)
    return fault("usage_other", reason=error.message)


def _name(parameter: click.Parameter, lang: Language) -> str:
    if isinstance(parameter, Argument):
        return parameter.name_for_readers.of(lang)
    return max(parameter.opts, key=len)
