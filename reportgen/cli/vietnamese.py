"""click in Vietnamese: help pages and usage errors as a clerk would say them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

_RANGE = re.compile(r"\s*\[x>=\d+\]")


class _Speaks:
    """Help pages with Vietnamese headings, for commands and groups."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        pieces = pieces.replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND [ARGS]...", "LỆNH …")
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]  # type: ignore[attr-defined]
        found = [record for option in options if (record := option.get_help_record(ctx))]
        records = [(name, _RANGE.sub("", text).replace("[required]", "[bắt buộc]")) for name, text in found]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Hiện phần hướng dẫn này."
        return option


class Command(_Speaks, click.Command):
    """A command whose help page is in Vietnamese."""


class Group(_Speaks, click.Group):
    """A group of commands whose help page is in Vietnamese."""

    command_class = Command

    def __init__(self, *args: Any, members: Mapping[str, str], **kwargs: Any) -> None:
        """Make a group of the commands ``members``: by name, the module and the attribute that each is.

        A command is imported when it is asked for: ``draft`` does not pay for the others.
        """
        super().__init__(*args, **kwargs)
        self.members = members

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported; None for a name of none."""
        if cmd_name not in self.members:
            return None
        module, _, attribute = self.members[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and then the commands, in the order of a day's work."""
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(90)) for name, command in commands if command is not None]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands in the order they were added."""
        return list(self.members)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest that exists."""
        name = args[0]
        if not ctx.resilient_parsing and self.get_command(ctx, name) is None and not name.startswith("-"):
            from reportgen.vn.text import nearest

            proposal = nearest(name, self.members)
            meant = f" Có phải là «{proposal}»?" if proposal else ""
            raise click.UsageError(f"Không có lệnh «{name}».{meant} Các lệnh: {', '.join(self.members)}.", ctx)
        return super().resolve_command(ctx, args)


def explain(error: click.ClickException) -> str:
    """Return a usage error in Vietnamese, with the command line that shows the help page."""
    message = _message(error)
    ctx = getattr(error, "ctx", None)
    where = f"\nXem hướng dẫn: {ctx.command_path} --help" if ctx is not None else ""
    return f"Không thực hiện được: {message}{where}"


def _message(error: click.ClickException) -> str:
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words(error)
    return error.message


def _unknown_option(error: click.NoSuchOption) -> str:
    if error.option_name == "-C":
        return "Tùy chọn -C THƯ_MỤC đặt trước tên lệnh: reportgen -C THƯ_MỤC check …"
    possible = f" Có phải là {', '.join(error.possibilities)}?" if error.possibilities else ""
    return f"Không có tùy chọn {error.option_name}.{possible}"


def _missing(error: click.MissingParameter) -> str:
    return f"Thiếu {_name(error.param)}."


def _bad_value(error: click.BadParameter) -> str:
    name = _name(error.param)
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"Giá trị của {name} phải là một trong: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.Path):
        return f"{name}: không có tệp hay thư mục này, hoặc không mở được."
    if isinstance(kind, click.IntRange):
        return f"Giá trị của {name} phải là số nguyên từ {kind.min} trở lên."
    return f"Giá trị của {name} chưa đúng: {error.message}"


def _bad_usage(error: click.BadOptionUsage) -> str:
    return f"Tùy chọn {error.option_name} thiếu giá trị hoặc thừa giá trị."


def _misuse(error: click.UsageError) -> str:
    if "unexpected extra argument" in error.message:
        return "Thừa tham số. Tên tệp có dấu cách phải đặt trong dấu ngoặc kép."
    return error.message


_WORDS: tuple[tuple[type[click.ClickException], Callable[[Any], str]], ...] = (
    (click.NoSuchOption, _unknown_option),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
    (click.BadOptionUsage, _bad_usage),
    (click.UsageError, _misuse),
)
"""What is said of click's errors, the special ones before the kinds that they are of."""


def _name(param: Any) -> str:
    if isinstance(param, click.Option):
        return f"tùy chọn {param.opts[0]}"
    return (
        f"tham số {param.make_metavar(click.Context(click.Command('reportgen')))}" if param is not None else "tham số"
    )
