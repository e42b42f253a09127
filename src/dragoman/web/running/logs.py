"""What a desk says of itself on standard error, a line each: JSON for machines, or words for who sits before it.

    time, level, event, and of a request its id, method, route, status, ms, who

Of a request its route is told and not its path: passwords, tokens, cookies, queries and texts come into no line. Of an
error its kind and place are told and not its words, which may repeat what was asked.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO

LogForm = Literal["json", "text"]
NAME = "dragoman.desk"
FRAMES = 6  # the last ones of an error
_FAULT = "Exception in ASGI application"  # uvicorn's own words for what `fault` tells


def start_logs(form: LogForm, stream: TextIO | None = None) -> logging.Logger:
    """Have everything that is logged written in one form."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines(form))
    handler.addFilter(lambda record: not record.getMessage().startswith(_FAULT))
    for name, level in ((NAME, logging.INFO), ("uvicorn", logging.WARNING), ("asyncio", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    return logging.getLogger(NAME)


def say(event: str, level: int = logging.INFO, **told: Any) -> None:  # noqa: ANN401 - numbers and words
    """Say that something happened, with what is told of it."""
    logging.getLogger(NAME).log(level, event, extra={"told": told})


def say_fault(error: BaseException, **told: Any) -> None:  # noqa: ANN401 - as above
    """Say that an error came through that nobody expected."""
    say("fault", logging.ERROR, error=type(error).__name__, at=places(error.__traceback__), **told)


def places(trace: TracebackType | None) -> list[str]:
    """Where an error came from, the innermost place last: files, lines and functions, without values."""
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-FRAMES:]


class Lines(logging.Formatter):
    """One line a record, whatever is in it."""

    def __init__(self, form: LogForm) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """Put a record on a line."""
        told = getattr(record, "told", None)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if told is not None or record.exc_info is None else "fault",
        }
        if told is None:
            line["from"] = record.name
        if record.exc_info is not None and record.exc_info[1] is not None:
            line |= {"error": type(record.exc_info[1]).__name__, "at": places(record.exc_info[2])}
        line |= told or {}
        # All but ASCII is escaped: what steers a terminal or turns a line round would be read there, too.
        return json.dumps(line, ensure_ascii=True, default=str) if self._form == "json" else _in_words(line)


def _in_words(line: dict[str, Any]) -> str:
    time, level, event = str(line.pop("time"))[11:19], str(line.pop("level")), shown(str(line.pop("event")))
    rest = " ".join(f"{name}={_value(value)}" for name, value in line.items() if value is not None)
    return f"{time} {'' if level == 'info' else f'{level}: '}{event} {rest}".rstrip()


def _value(value: object) -> str:
    told = shown(" < ".join(map(str, reversed(value))) if isinstance(value, list) else str(value))
    return f'"{told}"' if any(letter in told for letter in ' "=') or not told else told


def shown(text: str) -> str:
    r"""A text in which whatever isn't printed (controls, marks that turn a line round) shows as `\u202e`."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in escaped)
