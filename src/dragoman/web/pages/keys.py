"""All keys, and the switch that turns single keys off (WCAG 2.1.4)."""

from fastapi import APIRouter

from dragoman.web.answers import Answer, add_view

router = APIRouter()
GROUPS = (
    (
        "Everywhere",
        (
            ("/", "go to the search box"),
            ("?", "this page"),
            ("Escape", "leave a field"),
            ("g t", "Today"),
            ("g p", "Pairs"),
            ("g w", "World"),
            ("g n", "Network"),
            ("g r", "Register of persons and bodies"),
            ("g a", "Agreements"),
            ("g o", "Reports"),
            ("g v", "Review"),
            ("g d", "Read a text"),
            ("g f", "What you follow"),
        ),
    ),
    (
        "In lists",
        (
            ("j", "the next line"),
            ("k", "the line before"),
            ("Enter", "show the chosen line"),
            ("e", "show the words it rests on"),
        ),
    ),
    ("In charts", (("← →", "the month or mark before, or the next"), ("Home End", "the first, the last"))),
    (
        "In review",
        (
            ("a", "accept"),
            ("c", "put right: Tab goes from field to field, select text to set words"),
            ("r", "reject"),
            ("m", "merge"),
            ("s", "split"),
            ("n", "note"),
            ("u", "undo"),
            ("Space", "skip"),
        ),
    ),
)


def keys() -> Answer:
    """Every key of the desk."""
    return Answer(
        template="keys.html",
        title="Keys",
        context=lambda: {"groups": GROUPS},
        data=lambda: [{"where": title, "keys": dict(told)} for title, told in GROUPS],
    )


add_view(router, "/keys", keys)
