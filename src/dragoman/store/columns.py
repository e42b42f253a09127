"""What all tables have in common: their book, their numbers, their columns."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Text,
)

# On SQLite only INTEGER PRIMARY KEY is the row's own number.
Number = BigInteger().with_variant(Integer(), "sqlite")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def number() -> Column[int]:
    return Column("n", Number, primary_key=True, autoincrement=False)  # given by the writer, of whom there is one


def refers(
    target: str, name: str | None = None, *, null: bool = False, key: bool = False, gone: bool = False
) -> Column[int]:
    """The number of a row of another table. gone: this row goes with that one."""
    there = ForeignKey(f"{target}.n", ondelete="CASCADE" if gone else None)
    return Column(name or target.removesuffix("s"), Number, there, nullable=null, primary_key=key)


def words(name: str, *, null: bool = True, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null and not key, primary_key=key)
