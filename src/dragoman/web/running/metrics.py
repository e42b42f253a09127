"""What a desk counts of itself, as Prometheus takes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from dragoman.store import Store
from dragoman.web.reading import Readers

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class Metrics:
    """The counts of one desk; a registry of its own, since a process may hold several."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    running: Gauge = field(init=False)

    def __post_init__(self) -> None:
        own = self.registry
        self.requests = Counter("dragoman_requests", "Requests answered.", ("method", "route", "status"), registry=own)
        self.seconds = Histogram(
            "dragoman_request_seconds", "Seconds until answered.", ("method", "route"), buckets=SECONDS, registry=own
        )
        self.running = Gauge("dragoman_requests_running", "Requests that are being answered.", registry=own)
        ProcessCollector(registry=self.registry)

    def watch(self, store: Store, readers: Readers) -> None:
        """Tell of a store and of readers, too, as they are when somebody asks."""
        self.registry.register(_Looked(store, readers))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self.registry)


class _Looked(Collector):
    def __init__(self, store: Store, readers: Readers) -> None:
        self._store, self._readers = store, readers

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        health = self._store.health()
        waiting = health.webhooks
        told = (
            ("dragoman_readers_waiting", "Texts that are being read or wait for a reader.", self._readers.waiting),
            ("dragoman_store_ready", "1: the store answers, and its schema is the newest.", health.is_newest),
            ("dragoman_store_bytes", "Size of the store, with what is not yet written back.", health.size),
            ("dragoman_store_disk_free_bytes", "Free where the store lies.", health.free),
            ("dragoman_store_last_change", "The number of the last change.", health.change),
            ("dragoman_store_last_change_timestamp_seconds", "When it was.", _seconds(health.at)),
            ("dragoman_webhook_deliveries_waiting", "Deliveries that are still to be taken.", waiting),
            ("dragoman_webhook_deliveries_failing", "Of those, that failed at least once.", health.failing),
        )
        for name, means, value in told:
            if value is not None:
                yield GaugeMetricFamily(name, means, value=float(value))


def _seconds(moment: str | None) -> float | None:
    return datetime.fromisoformat(moment).timestamp() if moment is not None else None
