"""The help pages of the `aroma` program, and what is wrong with a command line, in the owner's language."""

from __future__ import annotations

import os
from copy import copy
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from data.texts import Language, say
from flows.early import spoken

_PROBLEMS = {"MissingParameter": "cli.missing", "NoSuchOption": "cli.no-option"}
"""The library's errors by their names, for the classes are its own affair; others stay in its words."""


class _Spoken:
    """Says the usage line, and `--help` itself, in the owner's language."""

    def get_usage(self, ctx: Any) -> str:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined] # both have it
        return say("cli.usage-line", spoken(os.environ), usage=f"{ctx.command_path} {pieces}")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc] # both that mix this in have it
        if option is not None:
            option.help = say("cli.help", spoken(os.environ))
            option.metavar = ""
        return option


class SpokenCommand(_Spoken, TyperCommand):
    """One command of the program."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        pieces = [(piece, param) for param in self.params for piece in param.get_usage_pieces(ctx)]
        several = (piece if param.nargs == 1 else f"{piece}..." for piece, param in pieces)
        return [self.options_metavar or "", *several]


class SpokenGroup(_Spoken, TyperGroup):
    """The program with all its commands."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        if found is None:
            ctx.fail(say("cli.no-command", spoken(os.environ), name=cmd_name))
        return found


def describe_program(program: Any, language: Language) -> None:
    """Give the program, its commands and their parameters their texts."""
    program.help = say("cli.aroma", language)
    program.options_metavar = say("cli.options-called", language)
    program.subcommand_metavar = say("cli.commands-called", language)
    for parameter in program.params:
        _describe_parameter(parameter, f"cli.{parameter.name}", language)
    for name, command in program.commands.items():
        command.help = say(f"cli.{name}", language)
        command.epilog = say("cli.example", language, example=say(f"cli.{name}-example", language))
        command.options_metavar = say("cli.options-called", language)
        for parameter in command.params:
            _describe_parameter(parameter, f"cli.{name}-{parameter.name}", language)


def _describe_parameter(parameter: Any, key: str, language: Language) -> None:
    parameter.help = say(key, language)
    parameter.metavar = "" if getattr(parameter, "is_flag", False) else say(f"{key}-called", language)
    if parameter.param_type_name == "argument":  # the library's name for its type says nothing to its reader
        parameter.type = copy(parameter.type)
        parameter.type.get_metavar = _nameless


def _nameless(param: Any, ctx: Any) -> str:  # noqa: ARG001 - the library hands them in by name
    return ""


def title_panels(language: Language) -> None:
    """Say the headings of a help page; the library reads them when it prints one."""
    from typer import rich_utils  # noqa: PLC0415 - only a help page needs it, and it takes its time

    rich_utils.ARGUMENTS_PANEL_TITLE = say("cli.arguments", language)
    rich_utils.OPTIONS_PANEL_TITLE = say("cli.options", language)
    rich_utils.COMMANDS_PANEL_TITLE = say("cli.commands", language)
    rich_utils.REQUIRED_LONG_STRING = say("cli.required", language)
    rich_utils.DEFAULT_STRING = say("cli.default", language)


def usage_problem(error: typer.TyperException, language: Language) -> str:
    """What is wrong with a command line, and where its help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "aroma"
    return say("cli.usage", language, problem=_problem(error, language), command=command)


def _problem(error: typer.TyperException, language: Language) -> str:
    key = _PROBLEMS.get(type(error).__name__)
    if key is None:
        return error.format_message()
    named: Any = error
    return say(key, language, name=getattr(named, "option_name", "") or named.param.human_readable_name)
