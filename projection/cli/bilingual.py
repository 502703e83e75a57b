"""Click's commands, options and arguments, with help in the reader's language.

The language is carried in `ctx.obj`; click's own help pages know one language and count a
full-width character as one cell, hence pages of our own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import click
from click.shell_completion import CompletionItem

from projection.cli.candidates import candidates
from projection.cli.output import print_text, say
from projection.cli.speaking import MANNERS, OUTSIDE
from projection.errors import Fault, fault
from projection.language import Language, Text
from projection.report.wrapping import cell_width, wrap

_WIDEST = 96
_USAGE = Text(ja="使い方：", en="Usage: ")
_OPTIONS = Text(ja="[オプション]", en="[OPTIONS]")
_COMMAND = Text(ja="コマンド ...", en="COMMAND ...")
_ARGUMENTS_HEAD = Text(ja="引数", en="Arguments")
_OPTIONS_HEAD = Text(ja="オプション", en="Options")

Entries = list[tuple[str, str]]


class Mistake(click.UsageError):
    """A mistake on the command line that we find ourselves.

    Parameters
    ----------
    what
        The fault.
    ctx
        Where it was found.
    """

    def __init__(self, what: Fault, ctx: click.Context) -> None:
        super().__init__(what.message(), ctx)
        self.what = what


class Option(click.Option):
    """An option that explains itself in both languages.

    Parameters
    ----------
    *names
        As in click ("--years", "-o").
    words
        What it does.
    value
        How its value is shown in the help; nothing for a flag.
    **settings
        The settings of `click.Option`.
    """

    def __init__(
        self, *names: str, words: Text, value: Text | None = None, **settings: Any
    ) -> None:
        super().__init__(names, **settings)
        self.words = words
        self.value = value

    def entry(self, lang: Language) -> tuple[str, str]:
        """Return the two columns of its line in the help."""
        names = ", ".join(sorted([*self.opts, *self.secondary_opts], key=len))
        return f"{names} {self.value.of(lang)}" if self.value else names, self.words.of(lang)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what a shell offers for its value."""
        found = super().shell_complete(ctx, incomplete)
        return found or candidates(self.value.en if self.value else "", incomplete)


class Argument(click.Argument):
    """An argument that is named and explained in both languages.

    Parameters
    ----------
    key
        Its name in the code.
    name
        Its name for readers.
    words
        What it is.
    **settings
        The settings of `click.Argument`.
    """

    def __init__(self, key: str, *, name: Text, words: Text, **settings: Any) -> None:
        super().__init__([key], **settings)
        self.name_for_readers = name
        self.words = words

    def entry(self, lang: Language) -> tuple[str, str]:
        """Return the two columns of its line in the help."""
        return self.shown(lang), self.words.of(lang)

    def shown(self, lang: Language) -> str:
        """Return its name as the usage line has it: `[FILE]...` may be left out or repeated."""
        name = self.name_for_readers.of(lang)
        name = name if self.required else f"[{name}]"
        return f"{name}..." if self.nargs == -1 else name

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what a shell offers for it: the command's branches too, as its first word."""
        found = super().shell_complete(ctx, incomplete)
        if isinstance(ctx.command, Branching) and not ctx.params.get(str(self.name)):
            found += [
                CompletionItem(one)
                for one in ctx.command.commands
                if one.startswith(incomplete)
            ]
        return found or candidates(self.name_for_readers.en, incomplete)


class Command(click.Command):
    """A command with its help in both languages.

    Parameters
    ----------
    name
        Its name.
    words
        What it does; the first line is its short help.
    section
        The heading under which its group lists it.
    params
        Its arguments and options; `--lang` and `--help` are added.
    callback
        What it does.
    """

    def __init__(
        self,
        name: str,
        *,
        words: Text,
        section: Text,
        params: Sequence[click.Parameter],
        callback: Callable[..., Any],
    ) -> None:
        super().__init__(
            name,
            params=[*params, *common_options()],
            callback=callback,
            add_help_option=False,
            # Taken here and refused below: click would refuse them in English.
            context_settings={"allow_extra_args": True},
        )
        self.words = words
        self.section = section

    def get_help(self, ctx: click.Context) -> str:
        """Return the page that `--help` shows."""
        return help_page(self, ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the options that begin so, explained."""
        return _explained(super().shell_complete(ctx, incomplete), self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments left over, in the reader's language."""
        surplus = super().parse_args(ctx, args)
        if surplus and not ctx.resilient_parsing:
            raise Mistake(fault("argument_surplus", found=" ".join(surplus)), ctx)
        return surplus


class Branching(Command):
    """A command of its own whose first word may name another one: `report`, `report diff`.

    Parameters
    ----------
    *args, **settings
        As in `Command`.
    branches
        The commands that the first word may name.
    """

    def __init__(self, *args: Any, branches: Sequence[Command], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.commands = {str(one.name): one for one in branches}

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Go on with the branch that the first word names, if it names one."""
        if args and args[0] in self.commands:
            name = f"{info_name} {args[0]}"
            return self.commands[args[0]].make_context(name, args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


class Group(click.Group):
    """A group of commands, listed under headings by what the user is doing.

    Parameters
    ----------
    name
        Its name.
    words
        What it is for; the first line is its short help.
    section
        The heading under which its own group lists it.
    commands
        Its commands, in the order in which they are listed.
    params
        Its own options; `--lang` and `--help` are added.
    """

    def __init__(
        self,
        name: str,
        *,
        words: Text,
        section: Text,
        commands: Sequence[Command | Group],
        params: Sequence[click.Parameter] = (),
    ) -> None:
        super().__init__(
            name,
            commands={str(one.name): one for one in commands},
            params=[*params, *common_options()],
            callback=_help_without_command,
            # Without this click ends in an English message of its own.
            invoke_without_command=True,
            add_help_option=False,
        )
        self.words = words
        self.section = section

    def get_help(self, ctx: click.Context) -> str:
        """Return the page that `--help` shows."""
        return help_page(self, ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin so, explained."""
        return _explained(super().shell_complete(ctx, incomplete), self, ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in their own order, not click's alphabetical one."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command, in the reader's language."""
        if args[0] not in self.commands:
            raise Mistake(_unknown_command(args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)


@click.pass_context
def _help_without_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        # A mistake, so not on standard output.
        say(ctx.get_help())
        ctx.exit(2)


def _unknown_command(name: str, known: list[str]) -> Fault:
    near = get_close_matches(name, known, n=1)
    if near:
        return fault("command_unknown_near", found=name, near=near[0])
    return fault("command_unknown", found=name, known=", ".join(known))


def common_options() -> list[click.Parameter]:
    """Return the options that every command has, before and after its name."""
    return [
        Option(
            "--lang",
            words=Text(
                ja="表示の言語。省略時は端末の設定（ロケール）に従います",
                en="Language; the locale decides where left out",
            ),
            value=Text(ja="ja|en", en="ja|en"),
            type=click.Choice(["ja", "en"]),
            # The value has been found before click began; here it is only checked.
            expose_value=False,
        ),
        *(
            Option(name, words=said, is_flag=True, expose_value=False)
            for name, said in MANNERS.items()
        ),
        Option(
            OUTSIDE,
            words=Text(
                ja="extends や表が、プロジェクトのフォルダの外を指すのを許します",
                en="Let files name others outside the project's folder",
            ),
            is_flag=True,
            expose_value=False,
        ),
        Option(
            "--help",
            "-h",
            words=Text(ja="この説明を表示します", en="Show this page"),
            is_flag=True,
            # Before the other options are checked: help is there for mistaken ones too.
            is_eager=True,
            expose_value=False,
            callback=_show_help,
        ),
    ]


def _explained(
    items: list[CompletionItem], command: Command | Group, ctx: click.Context
) -> list[CompletionItem]:
    words = {
        name: one.words
        for one in command.params
        if isinstance(one, Option)
        for name in one.opts
    }
    if isinstance(command, Group):
        commands = command.commands.items()
        words |= {name: one.words for name, one in commands if isinstance(one, Command | Group)}
    for item in items:
        item.help = words[item.value].of(ctx.obj).splitlines()[0]
    return items


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    # Not while a shell asks what may follow.
    if asked and not ctx.resilient_parsing:
        print_text(ctx.get_help())
        ctx.exit()


def help_page(command: Command | Group, ctx: click.Context) -> str:
    """Return the help page of `command` in the language of `ctx.obj`."""
    lang: Language = ctx.obj
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    arguments = [one for one in command.params if isinstance(one, Argument)]
    options = [one for one in command.params if isinstance(one, Option)]
    blocks = [
        [usage_line(command, ctx)],
        [line for part in command.words.of(lang).splitlines() for line in wrap(part, width)],
        _block(_ARGUMENTS_HEAD, [one.entry(lang) for one in arguments], lang, width),
        *_command_blocks(command, lang, width),
        _block(_OPTIONS_HEAD, [one.entry(lang) for one in options], lang, width),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def usage_line(command: click.Command, ctx: click.Context) -> str:
    """Return "Usage: projection run [OPTIONS] [SCENARIO]..." in the language of `ctx.obj`."""
    lang: Language = ctx.obj
    arguments = [one.shown(lang) for one in command.params if isinstance(one, Argument)]
    last = [_COMMAND.of(lang)] if isinstance(command, Group) else arguments
    return _USAGE.of(lang) + " ".join([ctx.command_path, _OPTIONS.of(lang), *last])


def _command_blocks(
    command: Command | Group, lang: Language, width: int
) -> Iterator[list[str]]:
    if not isinstance(command, Group | Branching):
        return
    listed = [one for one in command.commands.values() if isinstance(one, Command | Group)]
    # One column for all sections, so that the words stand in line.
    column = max(cell_width(str(one.name)) for one in listed)
    for section in dict.fromkeys(one.section for one in listed):
        entries = [
            (str(one.name), one.words.of(lang).splitlines()[0])
            for one in listed
            if one.section == section
        ]
        yield _block(section, entries, lang, width, column)


def _block(
    heading: Text, entries: Entries, lang: Language, width: int, column: int = 0
) -> list[str]:
    if not entries:
        return []
    column = column or max(cell_width(left) for left, _ in entries)
    lines = [heading.of(lang)]
    for left, right in entries:
        first, *others = wrap(right, max(width - column - 4, 20))
        lines.append(f"  {left}{' ' * (column - cell_width(left))}  {first}")
        lines.extend(" " * (column + 4) + one for one in others)
    return lines
