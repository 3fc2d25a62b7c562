"""The ``cancu`` command: builds the commands and turns errors into messages and exit codes.

Exit codes: 0 done, 1 something could not be read (or a check failed), 2 the command was misused.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.cli import messages
from pipeline.cli.messages import say
from pipeline.cli.terminal import clean, utf8_streams
from pipeline.errors import CancuError, UsageError
from pipeline.version import VERSION


def build() -> typer.Typer:
    """All commands, with help in the language in force."""
    from pipeline.cli import (
        build as build_,
        check,
        evaluate,
        export,
        extract,
        gazetteer,
        graph,
        lookup,
        profile,
        rule,
        search,
        show,
        text,
    )

    app = typer.Typer(
        help=say("app"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def root(
        lang: Annotated[str | None, typer.Option("--lang", help=say("opt.lang"), metavar="vi|en")] = None,
        version: Annotated[
            bool, typer.Option("--version", help=say("opt.version"), callback=_show_version, is_eager=True)
        ] = False,
    ) -> None:
        if lang not in (None, *messages.LANGUAGES):
            raise UsageError(f"--lang {lang}: {say('opt.lang')}")

    for module in (
        extract,
        check,
        rule,
        profile,
        build_,
        search,
        lookup,
        graph,
        export,
        show,
        text,
        evaluate,
        gazetteer,
    ):
        module.register(app)
    return app


def _show_version(value: bool) -> None:
    """The eager callback of ``--version``: print and stop."""
    if value:
        typer.echo(f"cancu {VERSION}")
        raise typer.Exit


def main() -> None:
    """Entry point of the console script."""
    utf8_streams()
    messages.choose(sys.argv[1:])
    try:
        build()()
    except UsageError as error:
        sys.exit(_report(error, 2))
    except CancuError as error:
        sys.exit(_report(error, 1))
    except KeyboardInterrupt:
        sys.stderr.write(say("interrupted") + "\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`cancu … | head`): nothing is wrong, and Python must not complain at exit.
        sys.stderr.close()
        sys.exit(0)


def _report(error: CancuError, code: int) -> int:
    sys.stderr.write(f"cancu: {clean(error)}\n")
    return code


if __name__ == "__main__":
    main()
