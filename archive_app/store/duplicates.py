"""What articles that may be the same have in common, and the pairs of them."""

import json

from archive_app.model.duplicates import ArticleKeys, DuplicateKind, DuplicatePair
from archive_app.store.database import Database, now


class Duplicates:
    """The keys of articles, by which the same or nearly the same ones are found, and the pairs that were found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- keys

    def set_keys(self, article_id: int, keys: ArticleKeys) -> None:
        """Keep the keys of an article instead of those it had."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE article SET url_key = ?, text_key = ?, keys_version = ? WHERE id = ?",
                (keys.url, keys.text, keys.version, article_id),
            )
            connection.execute("DELETE FROM similarity_band WHERE article_id = ?", (article_id,))
            connection.executemany(
                "INSERT OR IGNORE INTO similarity_band VALUES (?, ?)", [(band, article_id) for band in keys.bands]
            )

    def set_url_key(self, article_id: int, url: str | None) -> None:
        """Keep another address key of an article."""
        with self._database.writing() as connection:
            connection.execute("UPDATE article SET url_key = ? WHERE id = ?", (url, article_id))

    def without_keys(self, version: int, limit: int) -> list[int]:
        """The ids of articles whose keys are not of this version."""
        rows = self._database.rows(
            "SELECT id FROM article WHERE keys_version < ?1 UNION ALL SELECT id FROM article WHERE keys_version > ?1"
            " LIMIT ?2",
            (version, limit),
        )
        return [row[0] for row in rows]

    def same_text(self, keys: ArticleKeys) -> list[tuple[int, str | None]]:
        """The articles with the same text, oldest first, each with its address key; none in the trash."""
        if keys.text is None:
            return []
        return self._database.rows(
            "SELECT id, url_key FROM article WHERE text_key = ? AND trashed IS NULL ORDER BY id", (keys.text,)
        )

    def same_address(self, keys: ArticleKeys, limit: int) -> list[int]:
        """The latest articles with the same address; none in the trash."""
        if keys.url is None:
            return []
        rows = self._database.rows(
            "SELECT id FROM article WHERE url_key = ? AND trashed IS NULL ORDER BY id DESC LIMIT ?", (keys.url, limit)
        )
        return [row[0] for row in rows]

    def similar(self, keys: ArticleKeys, limit: int) -> list[int]:
        """The articles with most bands in common, those in the trash too."""
        rows = self._database.rows(
            "SELECT article_id FROM similarity_band WHERE band IN (SELECT value FROM json_each(?))"
            " GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT ?",
            (json.dumps(keys.bands), limit),
        )
        return [row[0] for row in rows]

    # --- pairs

    def add_pair(self, pair: DuplicatePair) -> None:
        """Note that two articles may be the same, unless that was noted, or denied, before."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO duplicate_pair (low, high, kind, similarity) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (pair.low, pair.high, pair.kind, pair.similarity),
            )

    def open_pairs(self) -> tuple[DuplicatePair, ...]:
        """The pairs that nobody has judged yet and of which neither is in the trash, most alike first."""
        rows = self._database.rows(
            "SELECT low, high, kind, similarity FROM duplicate_pair"
            " JOIN article AS a ON a.id = low JOIN article AS b ON b.id = high"
            " WHERE dismissed IS NULL AND a.trashed IS NULL AND b.trashed IS NULL"
            " ORDER BY similarity DESC, low, high"
        )
        return tuple(DuplicatePair(low, high, DuplicateKind(kind), similarity) for low, high, kind, similarity in rows)

    def count_open_pairs(self) -> int:
        """The number of the pairs that `open_pairs` gives."""
        trash = "(SELECT id FROM article WHERE trashed IS NOT NULL)"
        rows = self._database.rows(
            "SELECT count(*) FROM duplicate_pair WHERE dismissed IS NULL"
            f" AND low NOT IN {trash} AND high NOT IN {trash}"
        )
        return int(rows[0][0])

    def dismiss(self, first: int, second: int) -> None:
        """Remember that two articles are not the same."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO duplicate_pair (low, high, kind, similarity, dismissed) VALUES (?1, ?2, ?3, 0, ?4)"
                " ON CONFLICT DO UPDATE SET dismissed = ?4",
                (min(first, second), max(first, second), DuplicateKind.TEXT, now()),
            )

    def carry_over(self, old: int, new: int) -> None:
        """Let what is not the same as one article not be the same as the one that replaces it either."""
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT low + high - ?1 FROM duplicate_pair WHERE dismissed IS NOT NULL AND ?1 IN (low, high)", (old,)
            )
            others = {row[0] for row in rows} - {new}
        for other in others:
            self.dismiss(other, new)
