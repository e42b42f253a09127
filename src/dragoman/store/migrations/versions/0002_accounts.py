"""People who use the desk: accounts, sessions, tokens, and the log of what they did."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what this revision adds."""
