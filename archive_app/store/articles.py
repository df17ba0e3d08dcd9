"""The articles of the catalogue, the outlets they credit, and the trash."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive_app.model.annotations import NOTHING_ADDED
from archive_app.model.archive import TrashedArticle
from archive_app.model.article import Article, Credit, CreditRole, ParsedArticle
from archive_app.parsing import PARSER_VERSION
from archive_app.parsing.known_outlets import canonical_name
from archive_app.store.annotating import Annotating
from archive_app.store.article_rows import COLUMNS, article, body_columns, parsed_columns
from archive_app.store.database import Database, now
from archive_app.store.pending import mark_pending


@dataclass(frozen=True, slots=True)
class Known:
    """The article that an original already is."""

    id: int
    title: str
    trashed: bool = False


class Articles:
    """What table `article` and its parts hold. Articles in the trash are left out unless a method says otherwise."""

    def __init__(self, database: Database, annotations: Annotating) -> None:
        self._database = database
        self._annotations = annotations

    # --- adding and changing

    def add(self, parsed: ParsedArticle, sha256: str, original_name: str) -> int:
        """Record a new article, let the index learn it, and return its id."""
        columns = {
            "sha256": sha256,
            "original_name": original_name,
            "imported": now(),
            "parser_version": PARSER_VERSION,
            **parsed_columns(parsed),
        }
        with self._database.writing() as connection:
            cursor = connection.execute(
                f"INSERT INTO article ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                tuple(columns.values()),
            )
            article_id = cursor.lastrowid
            assert article_id is not None, "an INSERT sets lastrowid"  # noqa: S101 - narrows the type
            _write_parts(connection, article_id, parsed)
            mark_pending(connection, [article_id])
        return article_id

    def replace(self, article_id: int, parsed: ParsedArticle) -> None:
        """Put other values in the place of an article's, and let the index learn them."""
        columns = parsed_columns(parsed)
        with self._database.writing() as connection:
            connection.execute(
                f"UPDATE article SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
                (*columns.values(), article_id),
            )
            for table in ("body", "takeaway", "credit"):
                connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
            _write_parts(connection, article_id, parsed)
            mark_pending(connection, [article_id])

    def mark_parsed(self, ids: Sequence[int]) -> None:
        """Say that these articles are what the present parser makes of their originals."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE article SET parser_version = ? WHERE id = ?", [(PARSER_VERSION, one) for one in ids]
            )

    # --- asking

    def count(self) -> int:
        """The number of articles."""
        [(both, trashed)] = self._database.rows(
            "SELECT count(*), (SELECT count(*) FROM article WHERE trashed IS NOT NULL) FROM article"
        )
        return int(both) - int(trashed)

    def find(self, sha256: str) -> Known | None:
        """The article with these bytes, in the trash or not, if there is one."""
        rows = self._database.rows("SELECT id, title, trashed IS NOT NULL FROM article WHERE sha256 = ?", (sha256,))
        return Known(rows[0][0], rows[0][1], bool(rows[0][2])) if rows else None

    def get(self, ids: Sequence[int], *, trashed: bool = False) -> dict[int, Article]:
        """The articles with the given ids, those in the trash too where `trashed`; others are left out."""
        wanted = json.dumps(list(ids))
        picked = "(SELECT value FROM json_each(?))"
        where = f"id IN {picked}" + ("" if trashed else " AND trashed IS NULL")
        with self._database.reading():
            rows = self._database.rows(f"SELECT {', '.join(COLUMNS)} FROM article WHERE {where}", (wanted,))
            bodies = self._database.rows(
                f"SELECT article_id, blocks, provenance FROM body WHERE article_id IN {picked}", (wanted,)
            )
            takeaways = self._database.rows(
                f"SELECT article_id, text FROM takeaway WHERE article_id IN {picked} ORDER BY article_id, position",
                (wanted,),
            )
            credits = self._database.rows(
                "SELECT article_id, name, role FROM credit JOIN outlet ON outlet.id = outlet_id"
                f" WHERE article_id IN {picked} ORDER BY article_id, position",
                (wanted,),
            )
            annotations = self._annotations.of(ids)
        body_of = {one: (blocks, provenance) for one, blocks, provenance in bodies}
        takeaways_of: dict[int, list[str]] = {}
        for article_id, text in takeaways:
            takeaways_of.setdefault(article_id, []).append(text)
        credits_of: dict[int, list[Credit]] = {}
        for article_id, name, role in credits:
            credits_of.setdefault(article_id, []).append(Credit(name, CreditRole(role)))
        return {
            row[0]: article(
                row,
                body_of[row[0]],
                takeaways_of.get(row[0], []),
                credits_of.get(row[0], []),
                annotations.get(row[0], NOTHING_ADDED),
            )
            for row in rows
        }

    def ids(self) -> list[int]:
        """The id of every article, ascending."""
        return [row[0] for row in self._database.rows("SELECT id FROM article WHERE trashed IS NULL ORDER BY id")]

    def ids_of_older_parsers(self) -> list[int]:
        """The ids of the articles that an older version of the parser made, ascending."""
        rows = self._database.rows(
            "SELECT id FROM article WHERE parser_version < ? AND trashed IS NULL", (PARSER_VERSION,)
        )
        return sorted(row[0] for row in rows)

    def originals(self) -> dict[str, str]:
        """The name of every original by its SHA-256, those of articles in the trash too."""
        return dict(self._database.rows("SELECT sha256, original_name FROM article"))

    def originals_of(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """The original of each of these articles, as (article id, SHA-256, name); those in the trash are left out."""
        return self._database.rows(
            "SELECT id, sha256, original_name FROM article"
            " WHERE id IN (SELECT value FROM json_each(?)) AND trashed IS NULL ORDER BY id",
            (json.dumps(list(ids)),),
        )

    def count_by(self, column: str) -> dict[str, int]:
        """The number of articles for each value of "format" or "language", most first; no value is "unknown"."""
        if column not in {"format", "language"}:
            raise ValueError(column)
        return dict(
            self._database.rows(
                f"SELECT coalesce({column}, 'unknown'), count(*) AS n FROM article WHERE trashed IS NULL"
                " GROUP BY 1 ORDER BY n DESC, 1"
            )
        )

    # --- outlets

    def resolve_outlets(self) -> int:
        """Look up every outlet in the list of known ones, which may have grown; returns how many have another name now.

        The articles that credit these are indexed anew.
        """
        rows = self._database.rows("SELECT id, name, canonical FROM outlet")
        changed = [(found, outlet_id) for outlet_id, name, before in rows if (found := canonical_name(name)) != before]
        if changed:
            with self._database.writing() as connection:
                connection.executemany("UPDATE outlet SET canonical = ? WHERE id = ?", changed)
                credited = connection.execute(
                    "SELECT DISTINCT article_id FROM credit WHERE outlet_id IN (SELECT value FROM json_each(?))",
                    (json.dumps([outlet_id for _, outlet_id in changed]),),
                ).fetchall()
                mark_pending(connection, [row[0] for row in credited])
        return len(changed)

    # --- the trash

    def trash(self, ids: Iterable[int]) -> list[int]:
        """Put articles in the trash; returns those that were not in it."""
        return self._move(ids, "trashed IS NULL", now())

    def restore(self, ids: Iterable[int]) -> list[int]:
        """Take articles out of the trash; returns those that were in it."""
        return self._move(ids, "trashed IS NOT NULL", None)

    def _move(self, ids: Iterable[int], where: str, trashed: str | None) -> list[int]:
        with self._database.writing() as connection:
            moved = [
                row[0]
                for row in connection.execute(
                    f"UPDATE article SET trashed = ? WHERE id IN (SELECT value FROM json_each(?)) AND {where}"
                    " RETURNING id",
                    (trashed, json.dumps(list(ids))),
                ).fetchall()
            ]
            mark_pending(connection, moved)
        return sorted(moved)

    def count_trashed(self) -> int:
        """The number of articles in the trash."""
        return int(self._database.rows("SELECT count(*) FROM article WHERE trashed IS NOT NULL")[0][0])

    def trashed(self) -> tuple[TrashedArticle, ...]:
        """What is in the trash, the latest first."""
        rows = self._database.rows(
            "SELECT id, title, original_name, trashed FROM article WHERE trashed IS NOT NULL ORDER BY trashed DESC, id"
        )
        return tuple(
            TrashedArticle(article_id, title, name, datetime.fromisoformat(trashed))
            for article_id, title, name, trashed in rows
        )

    def expired(self, days: int) -> list[int]:
        """The ids of the articles that had been in the trash for so many days when this was asked a day or more ago.

        So a clock that is wrong for a while, as after a computer's battery ran out, makes nothing expire.
        """
        present = datetime.now(UTC)
        with self._database.writing() as connection:
            rows = connection.execute("SELECT value FROM setting WHERE name = 'trash_asked'").fetchall()
            asked = datetime.fromisoformat(rows[0][0]) if rows else None
            if asked is not None and timedelta(0) <= present - asked < timedelta(days=1):
                return []
            connection.execute(
                "INSERT OR REPLACE INTO setting VALUES ('trash_asked', ?)", (present.isoformat(timespec="seconds"),)
            )
            if asked is None or asked > present:
                return []
            before = (asked - timedelta(days=days)).isoformat(timespec="seconds")
            found = connection.execute("SELECT id FROM article WHERE trashed <= ? ORDER BY id", (before,)).fetchall()
        return [row[0] for row in found]

    def delete_trashed(self, ids: Sequence[int]) -> list[str]:
        """Delete articles that are in the trash for good; returns the originals that no article refers to any more.

        The index need not learn it: it forgets an article that goes to the trash.
        """
        with self._database.writing() as connection:
            deleted = connection.execute(
                "DELETE FROM article WHERE trashed IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
                " RETURNING sha256",
                (json.dumps(list(ids)),),
            ).fetchall()
        return [row[0] for row in deleted]


def _write_parts(connection: sqlite3.Connection, article_id: int, parsed: ParsedArticle) -> None:
    columns: Mapping[str, object] = {"article_id": article_id, **body_columns(parsed)}
    connection.execute(
        f"INSERT INTO body ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", tuple(columns.values())
    )
    connection.executemany(
        "INSERT INTO takeaway VALUES (?, ?, ?)",
        [(article_id, position, text) for position, text in enumerate(parsed.takeaways)],
    )
    connection.executemany(
        "INSERT INTO outlet (name, canonical) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(credit.outlet, canonical_name(credit.outlet)) for credit in parsed.credits],
    )
    connection.executemany(
        "INSERT INTO credit SELECT ?, ?, id, ? FROM outlet WHERE name = ?",
        [(article_id, position, credit.role, credit.outlet) for position, credit in enumerate(parsed.credits)],
    )
