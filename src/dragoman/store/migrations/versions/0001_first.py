"""The first schema: tables, words of sentences, what keeps judgements from change, views for people's own tools."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# The words of sentences, folded by store.words: both databases index the very tokens that they are given.
WORDS_SQLITE = ("CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='', tokenize='ascii')",)
WORDS_POSTGRES = (
    "CREATE TABLE sentence_words (sentence BIGINT PRIMARY KEY REFERENCES sentences (n), words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_sentence_words_words ON sentence_words USING gin (words)",
)

IMMUTABLE = ("judgements", "findings", "documents", "appearances")  # appended only


REFUSE = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% are immutable', TG_TABLE_NAME; END $$"
)


def _guards(*, sqlite: bool) -> list[str]:
    """What refuses to change or to delete what was given, read or decided."""
    if sqlite:
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are immutable'); END"
            for table in IMMUTABLE
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        REFUSE,
        *(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            for table in IMMUTABLE
        ),
    ]


# Stable: people's own tools read these. docs/store.md says what each column is.
VIEWS = (
    """CREATE VIEW event_list AS
    SELECT id, type, mode, quad, intensity, cameo, status, novelty, earliest, latest, day, basis, place, place_country,
           latitude, longitude, confidence, reports, background_reports, outlets, value
    FROM merged WHERE kind = 'event'""",
    """CREATE VIEW event_states AS
    SELECT merged.id AS event, merged_states.country, merged_states.acts, merged_states.receives
    FROM merged_states JOIN merged ON merged.n = merged_states.merged WHERE merged.kind = 'event'""",
    """CREATE VIEW event_reports AS
    SELECT merged.id AS event, findings.id AS finding, documents.id AS document
    FROM merged_findings JOIN merged ON merged.n = merged_findings.merged
    JOIN findings ON findings.n = merged_findings.finding JOIN documents ON documents.n = findings.document
    WHERE merged.kind = 'event'""",
    """CREATE VIEW agreement_list AS
    SELECT id, type AS sort, status, earliest, latest, confidence, reports, background_reports, outlets, value
    FROM merged WHERE kind = 'agreement'""",
    """CREATE VIEW commitment_list AS
    SELECT id, status, earliest AS due_earliest, latest AS due_latest, confidence, reports, outlets, value
    FROM merged WHERE kind = 'commitment'""",
    """CREATE VIEW statement_list AS
    SELECT id, type AS act, day, confidence, reports, outlets, value FROM merged WHERE kind = 'statement'""",
    """CREATE VIEW person_list AS
    SELECT id, kind, name, named, country, first, last, reports, value FROM identities""",
    """CREATE VIEW event_people AS
    SELECT merged.id AS event, merged_actors.actor, identities.id AS person
    FROM merged_actors JOIN merged ON merged.n = merged_actors.merged
    JOIN identity_actors ON identity_actors.actor = merged_actors.actor
    JOIN identities ON identities.n = identity_actors.identity WHERE merged.kind = 'event'""",
    """CREATE VIEW report_list AS
    SELECT documents.id, documents.language, appearances.name, reports.url, reports.outlet, reports.title,
           reports.byline, reports.published, reports.basis, appearances.modified, appearances.retrieved,
           appearances.added
    FROM reports JOIN documents ON documents.n = reports.document
    JOIN appearances ON appearances.n = reports.appearance""",
)


def upgrade() -> None:
    _tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in (*(WORDS_SQLITE if sqlite else WORDS_POSTGRES), *_guards(sqlite=sqlite), *VIEWS):
        op.execute(statement)


def _tables() -> None:  # noqa: PLR0915 - a table a statement
    op.create_table(
        "authorities",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_authorities")),
        sa.UniqueConstraint("source", "id", name=op.f("uq_authorities_source_id")),
    )
    op.create_table(
        "changes",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_changes")),
    )
    op.create_table(
        "coders",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_coders")),
        sa.UniqueConstraint("name", "version", "lexicon", "model", name=op.f("uq_coders_name_version_lexicon_model")),
    )
    op.create_table(
        "collections",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_collections")),
        sa.UniqueConstraint("name", name=op.f("uq_collections_name")),
    )
    op.create_table(
        "departed",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("into", sa.Text(), nullable=True),
        sa.Column("changed", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departed")),
    )
    op.create_index(op.f("ix_departed_changed"), "departed", ["changed"], unique=False)
    op.create_table(
        "documents",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.CheckConstraint("id LIKE 'sha256:%'", name=op.f("ck_documents_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "entry", name=op.f("pk_feed_entries")),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("next", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
    )
    op.create_table(
        "identities",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_identities")),
        sa.UniqueConstraint("id", name=op.f("uq_identities_id")),
    )
    op.create_index(op.f("ix_identities_country_kind"), "identities", ["country", "kind"], unique=False)
    op.create_index(op.f("ix_identities_kind_reports_n"), "identities", ["kind", "reports", "n"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
    )
    op.create_index(op.f("ix_judgements_undoes"), "judgements", ["undoes"], unique=False)
    op.create_table(
        "merged",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("intensity", sa.Float(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("novelty", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("background_reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_merged")),
        sa.UniqueConstraint("id", name=op.f("uq_merged_id")),
    )
    op.create_index(op.f("ix_merged_changed"), "merged", ["changed"], unique=False)
    op.create_index(op.f("ix_merged_kind_day_n"), "merged", ["kind", "day", "n"], unique=False)
    op.create_index(op.f("ix_merged_kind_type_day_n"), "merged", ["kind", "type", "day", "n"], unique=False)
    op.create_table(
        "months",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("quad", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("intensity", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", "month", "type", "quad", name=op.f("pk_months")),
    )
    op.create_index(op.f("ix_months_month_one_other"), "months", ["month", "one", "other"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("used", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_appearances_document")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_appearances")),
        sa.UniqueConstraint("key", name=op.f("uq_appearances_key")),
    )
    op.create_index(op.f("ix_appearances_document"), "appearances", ["document"], unique=False)
    op.create_table(
        "bands",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_bands_document")),
        sa.PrimaryKeyConstraint("hash", "band", "document", name=op.f("pk_bands")),
    )
    op.create_table(
        "collection_documents",
        sa.Column("collection", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["collection"], ["collections.n"], name=op.f("fk_collection_documents_collection"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_collection_documents_document")),
        sa.PrimaryKeyConstraint("collection", "document", name=op.f("pk_collection_documents")),
    )
    op.create_index(op.f("ix_collection_documents_document"), "collection_documents", ["document"], unique=False)
    op.create_table(
        "identity_actors",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("identity", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["identity"], ["identities.n"], name=op.f("fk_identity_actors_identity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_identity_actors")),
    )
    op.create_index(op.f("ix_identity_actors_identity"), "identity_actors", ["identity"], unique=False)
    op.create_table(
        "judged",
        sa.Column("judgement", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("document", NUMBER, nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("attached", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_judged_document")),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.n"], name=op.f("fk_judged_judgement")),
        sa.PrimaryKeyConstraint("judgement", "position", name=op.f("pk_judged")),
    )
    op.create_index(op.f("ix_judged_attached"), "judged", ["attached"], unique=False)
    op.create_index(op.f("ix_judged_document"), "judged", ["document"], unique=False)
    op.create_index(op.f("ix_judged_target"), "judged", ["target"], unique=False)
    op.create_table(
        "merged_actors",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("merged", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["merged"], ["merged.n"], name=op.f("fk_merged_actors_merged"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor", "merged", name=op.f("pk_merged_actors")),
    )
    op.create_index(op.f("ix_merged_actors_merged"), "merged_actors", ["merged"], unique=False)
    op.create_table(
        "merged_contexts",
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("merged", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["merged"], ["merged.n"], name=op.f("fk_merged_contexts_merged"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("context", "merged", name=op.f("pk_merged_contexts")),
    )
    op.create_index(op.f("ix_merged_contexts_merged"), "merged_contexts", ["merged"], unique=False)
    op.create_table(
        "merged_pairs",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("merged", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["merged"], ["merged.n"], name=op.f("fk_merged_pairs_merged"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", "kind", "day", "merged", name=op.f("pk_merged_pairs")),
    )
    op.create_index(op.f("ix_merged_pairs_merged"), "merged_pairs", ["merged"], unique=False)
    op.create_table(
        "merged_states",
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("merged", NUMBER, autoincrement=False, nullable=False),
        sa.Column("acts", sa.Boolean(), nullable=False),
        sa.Column("receives", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["merged"], ["merged.n"], name=op.f("fk_merged_states_merged"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("country", "kind", "day", "merged", name=op.f("pk_merged_states")),
    )
    op.create_index(op.f("ix_merged_states_merged"), "merged_states", ["merged"], unique=False)
    op.create_table(
        "offers",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("document", NUMBER, nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_offers_document")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_offers")),
        sa.UniqueConstraint("key", name=op.f("uq_offers_key")),
    )
    op.create_index(op.f("ix_offers_document"), "offers", ["document"], unique=False)
    op.create_index(op.f("ix_offers_outcome"), "offers", ["outcome"], unique=False)
    op.create_table(
        "readings",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("used", sa.Text(), nullable=False),
        sa.Column("coder", NUMBER, nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.n"], name=op.f("fk_readings_coder")),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_readings_document")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_readings")),
        sa.UniqueConstraint("document", "used", "coder", name=op.f("uq_readings_document_used_coder")),
    )
    op.create_index(op.f("ix_readings_coder"), "readings", ["coder"], unique=False)
    op.create_table(
        "sentences",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_sentences_document")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_sentences")),
    )
    op.create_index(op.f("ix_sentences_document"), "sentences", ["document"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("document", NUMBER, autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("cluster", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_signatures_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_signatures")),
    )
    op.create_index(op.f("ix_signatures_cluster"), "signatures", ["cluster"], unique=False)
    op.create_table(
        "findings",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_findings_document")),
        sa.ForeignKeyConstraint(["reading"], ["readings.n"], name=op.f("fk_findings_reading")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_document_start_end"), "findings", ["document", "start", "end"], unique=False)
    op.create_index(op.f("ix_findings_id"), "findings", ["id"], unique=False)
    op.create_index(op.f("ix_findings_reading"), "findings", ["reading"], unique=False)
    op.create_table(
        "reports",
        sa.Column("appearance", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appearance"], ["appearances.n"], name=op.f("fk_reports_appearance")),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_reports_document")),
        sa.PrimaryKeyConstraint("appearance", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_document"), "reports", ["document"], unique=False)
    op.create_index(op.f("ix_reports_outlet"), "reports", ["outlet"], unique=False)
    op.create_index(op.f("ix_reports_published_document"), "reports", ["published", "document"], unique=False)
    op.create_index(op.f("ix_reports_url"), "reports", ["url"], unique=False)
    op.create_table(
        "merge_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("finding", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=op.f("fk_merge_keys_finding")),
        sa.PrimaryKeyConstraint("key", "finding", name=op.f("pk_merge_keys")),
    )
    op.create_index(op.f("ix_merge_keys_finding"), "merge_keys", ["finding"], unique=False)
    op.create_table(
        "merged_findings",
        sa.Column("finding", NUMBER, autoincrement=False, nullable=False),
        sa.Column("merged", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=op.f("fk_merged_findings_finding")),
        sa.ForeignKeyConstraint(["merged"], ["merged.n"], name=op.f("fk_merged_findings_merged"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("finding", name=op.f("pk_merged_findings")),
    )
    op.create_index(op.f("ix_merged_findings_merged"), "merged_findings", ["merged"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("finding", NUMBER, autoincrement=False, nullable=False),
        sa.Column("component", NUMBER, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.n"], name=op.f("fk_tellings_finding")),
        sa.PrimaryKeyConstraint("finding", name=op.f("pk_tellings")),
    )
    op.create_index(op.f("ix_tellings_component"), "tellings", ["component"], unique=False)
