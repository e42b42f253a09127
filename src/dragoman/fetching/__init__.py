"""What lies behind http(s) addresses: fetched safely, and so that no host minds. No other room reaches the network."""

from dragoman.fetching.client import Client, Fetched, fetch
from dragoman.fetching.feeds import Turn, Watcher
from dragoman.fetching.opml import feeds_in, is_list
from dragoman.fetching.pages import fetched_items

__all__ = ["Client", "Fetched", "Turn", "Watcher", "feeds_in", "fetch", "fetched_items", "is_list"]
