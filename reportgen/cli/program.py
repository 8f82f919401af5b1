"""One run of the program: its streams, its notices, its faults in words, its exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import click

from reportgen.cli.app import app
from reportgen.cli.vietnamese import explain
from reportgen.errors import Notice, ReportgenError, reason, unexpected


def run(arguments: Sequence[str] | None) -> NoReturn:
    """Run the command line and exit; as :func:`reportgen.cli.main`."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # old Windows consoles
    with _notices_told():
        code = _run(arguments)
    if arguments is None:  # nor at the end: what goes away with the process needs no tidying, which costs an eighth
        gc.freeze()
    if sys.stdout is None:  # started without a console or with its output closed
        sys.exit(code or 2)
    try:
        sys.stdout.flush()
    except OSError:  # nobody can read the result: not a success, and not a second complaint at shutdown
        code = code or 2
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = app.main(
            args=None if arguments is None else list(arguments), prog_name="reportgen", standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        _tell(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.ClickException as error:
        _tell(explain(error))
        return 2
    except ReportgenError as error:
        _tell(f"Không thực hiện được: {error}")
        return error.exit_code
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _tell(f"Không thực hiện được: {where}{reason(error)}.")
        return 2
    except (click.Abort, KeyboardInterrupt):
        _tell("Đã dừng theo yêu cầu.")
        return 130
    except Exception as error:  # a fault of the program itself: said so, never a traceback on a clerk
        said = unexpected(error)
        _tell(
            f"{said[0].upper()}{said[1:]}. Không tệp nào bị ghi dở: tệp nào lệnh này đã kịp ghi thì là bản mới, "
            "các tệp khác giữ nguyên. Hãy gửi dòng này và tệp đang xử lý cho người phụ trách; đặt REPORTGEN_DEBUG=1 "
            "để xem chi tiết."
        )
        return 2
    return code if isinstance(code, int) else 0


@contextlib.contextmanager
def _notices_told() -> Iterator[None]:
    """Print what the program gives notice of, each thing once."""
    told = set[str]()
    with warnings.catch_warnings():
        others = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **options: Any) -> None:
            if not issubclass(category, Notice):
                others(message, category, *where, **options)
            elif str(message) not in told:
                told.add(str(message))
                _tell(str(message))

        warnings.simplefilter("always", Notice)
        warnings.showwarning = show
        yield


def _tell(message: str) -> None:
    from reportgen.cli.show.terminal import echo  # help pages do without
    from reportgen.vn.signs import visible

    with contextlib.suppress(OSError):  # the terminal itself may be gone
        echo(visible(message), err=True)
