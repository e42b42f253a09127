"""Six messy pages, written for these tests, with what they say about themselves."""

PARAGRAPHS = """<p>OSGIL, May 12 (Wire) -- Arnor and Gondor signed a border pact on Monday, the palace said.</p>
<p>King Thoss praised the &ldquo;patience&rdquo; of the envoys, who had met for six weeks in Lima.</p>
<p>The pact opens four crossings &amp; frees ninety prisoners before the end of the month.</p>"""

JSON_LD = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Arnor signs pact | News | Caspian Wire</title>
<script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [
  {{"@type": "WebSite", "name": "The site", "url": "https://example.org/"}},
  {{"@type": ["NewsArticle", "Thing"], "headline": "Arnor &amp; Gondor sign pact",
    "datePublished": "2022-05-12T23:30:00-05:00",
    "dateModified": "2022-06-01", "author": [{{"@type": "Person", "name": "Mirel Ostrov"}}, "Tomas Reil"],
    "publisher": {{"@type": "Organization", "name": "Caspian Wire"}},}}
]}}</script><link rel="canonical" href="https://example.org/pact">
<script>var today = "2031-01-01"; alert("signed by hackers")</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<div id="cookie-banner"><p>We use cookies to make this site work and to show you what you like.</p></div>
<article><h1>Arnor &amp; Gondor sign pact</h1>{PARAGRAPHS}
<ul><li>Borders stay open.</li><li>Prisoners go home.</li></ul>
<table><tr><th>State</th><th>Prisoners</th></tr><tr><td>Arnor</td><td>40</td></tr></table></article>
<div class="related"><h3>Related</h3><p>Rohan counts its horses after the winter that was long.</p></div>
<footer>Copyright 2022</footer></body></html>"""

OPEN_GRAPH = f"""<html><head><title>x</title><meta property="og:title" content="Arnor signs pact - Gazette">
<meta property="og:site_name" content="Gazette"><meta property="article:published_time" content="2021-02-03T10:00:00Z">
<meta property="og:url" content="https://example.org/og"><meta name="author" content="Ilvara Thoss"></head>
<body><main>{PARAGRAPHS}</main></body></html>"""

METAS = f"""<HTML><HEAD><TITLE>Arnor signs pact</TITLE><META NAME="DC.Date" CONTENT="2020/11/30">
<META NAME=author CONTENT="A. B. Grend"><META NAME="dc.publisher" CONTENT="Ministry of Roads"></HEAD>
<BODY><TABLE><TR><TD>{PARAGRAPHS}</TD></TR></TABLE></BODY></HTML>"""

MARKED = f"""<html><body><article><h1>Arnor signs
  border   pact</h1><span class="byline">Mirel Ostrov</span> <time datetime="2019-07-01T08:00">yesterday</time>
{PARAGRAPHS}</article></body></html>"""

FAULTY = f"""<html><head><title>Arnor signs pact</title>
<script type="application/ld+json">{{"headline": "broken</script>
<meta name="date" content="soon"><meta property="og:url" content="javascript:alert(1)">
</head><body><article>{PARAGRAPHS}<p>unclosed <b>tags <i>everywhere</article></body>"""

SILENT = f"<html><body><div>{PARAGRAPHS}</div></body></html>"

# name -> page, title, outlet, byline, published, url
PAGES = {
    "schema.org": (
        JSON_LD,
        (
            "Arnor & Gondor sign pact",
            "Caspian Wire",
            "Mirel Ostrov, Tomas Reil",
            "2022-05-12",
            "https://example.org/pact",
        ),
    ),
    "OpenGraph": (OPEN_GRAPH, ("Arnor signs pact", "Gazette", "Ilvara Thoss", "2021-02-03", "https://example.org/og")),
    "old metas in capitals": (METAS, ("Arnor signs pact", "Ministry of Roads", "A. B. Grend", "2020-11-30", None)),
    "marked in the text": (MARKED, ("Arnor signs border pact", None, "Mirel Ostrov", "2019-07-01", None)),
    "faulty": (FAULTY, ("Arnor signs pact", None, None, None, None)),
    "says nothing": (SILENT, (None, None, None, None, None)),
}
