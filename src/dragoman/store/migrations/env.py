"""What alembic runs to bring a store to a version: on the connection that it is handed, in the caller's transaction."""

from alembic import context

from dragoman.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
