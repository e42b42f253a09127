"""Pages, one file a page: each answers with one value that shows as HTML, JSON, CSV or Atom."""
