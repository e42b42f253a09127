"""The application: a store that is open, and the routes over it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles

from dragoman.errors import AccountError
from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.told import ontology_told, world_told
from dragoman.store import Store
from dragoman.web.api import interface
from dragoman.web.api.describing import describe
from dragoman.web.blanks import leave_out_blanks
from dragoman.web.heads import answer_heads
from dragoman.web.lately import Lately
from dragoman.web.pages import (
    account,
    actors,
    behind,
    changes,
    exported,
    finding,
    findings,
    keys,
    log,
    login,
    network,
    pairs,
    read,
    report,
    reports,
    review,
    rounds,
    search,
    today,
    webhooks,
    world,
)
from dragoman.web.problems import tell_problems
from dragoman.web.reading import Readers
from dragoman.web.refreshing import Refresher
from dragoman.web.rendering import HERE
from dragoman.web.running import health
from dragoman.web.running.metrics import Metrics
from dragoman.web.running.watch import watch
from dragoman.web.security.entry import entry
from dragoman.web.security.guard import guard
from dragoman.web.settings import Settings

# The first that fits an address answers it.
ROUTED = (
    health,
    login,
    account,
    log,
    findings,
    finding,
    pairs,
    search,
    today,
    world,
    network,
    behind,
    reports,
    report,
    actors,
    changes,
    read,
    keys,
    rounds,
    exported,
    review,
    webhooks,
    interface,
)


def app_of(settings: Settings) -> FastAPI:
    """The desk over the store that the settings name. Raises StoreError where it can't be opened.

    Raises AccountError where others reach it and nobody has an account, OptionError where a proxy is none.
    """
    store = Store.open(settings.store)
    if not settings.is_loopback and not store.accounts.are_there():
        store.close()
        raise AccountError(
            f"{settings.host}: others reach the desk there, and nobody has an account; make one with "
            f"`dragoman user add NAME --role admin --store {store.name}`, or serve it on 127.0.0.1"
        )
    world_told()
    ontology_told()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        Thread(target=load_lexicon, daemon=True).start()  # or whoever searches first waits for it, seconds long
        yield
        await run_in_threadpool(app.state.readers.stop)
        await run_in_threadpool(app.state.refresher.stop)
        store.close()

    app = FastAPI(
        title="Dragoman", version="1", lifespan=life, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.store, app.state.settings, app.state.tries = store, settings, login.Tries()
    app.state.readers, app.state.refresher = Readers(settings.readers), Refresher(settings.store)
    app.state.lately = Lately()
    app.state.metrics = Metrics()
    app.state.metrics.watch(store, app.state.readers)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for module in ROUTED:
        app.include_router(module.router, dependencies=[Depends(entry)])
    describe(app)
    tell_problems(app)
    guard(app, settings, store)
    leave_out_blanks(app)
    answer_heads(app)
    watch(app, app.state.metrics)
    return app
