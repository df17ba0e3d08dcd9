"""The stars, tags and notes that a person gave articles."""

import json
from collections.abc import Iterable, Sequence

from archive_app.model.annotations import Annotations, TagCount, tag_key
from archive_app.store.database import Database
from archive_app.store.pending import mark_pending

_THESE = "(SELECT value FROM json_each(?))"
_WITHOUT_TRASH = "article_id NOT IN (SELECT id FROM article WHERE trashed IS NOT NULL)"


class Annotating:
    """What tables `annotation`, `tag` and `article_tag` hold. The index learns every article that a method changes.

    Changing methods take the ids of articles, leave those out that are not there, and return those that they changed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ids: Sequence[int]) -> dict[int, Annotations]:
        """The annotations of those of these articles that have any."""
        wanted = (json.dumps(list(ids)),)
        with self._database.reading():
            own = self._database.rows(
                f"SELECT article_id, starred, note FROM annotation WHERE article_id IN {_THESE}", wanted
            )
            tagged = self._database.rows(
                f"SELECT article_id, name FROM article_tag JOIN tag ON tag.id = tag_id WHERE article_id IN {_THESE}"
                " ORDER BY article_id, key",
                wanted,
            )
        tags: dict[int, tuple[str, ...]] = {}
        for article_id, name in tagged:
            tags[article_id] = (*tags.get(article_id, ()), name)
        found = {article_id: Annotations(tags=names) for article_id, names in tags.items()}
        for article_id, starred, note in own:
            found[article_id] = Annotations(bool(starred), tags.get(article_id, ()), note)
        return found

    def star(self, ids: Iterable[int], *, starred: bool) -> list[int]:
        """Give articles a star, or take it."""
        return self._put("starred", int(starred), ids)

    def note(self, ids: Iterable[int], note: str) -> list[int]:
        """Put a note in the place of that of each of these articles; an empty one removes it."""
        return self._put("note", note, ids)

    def tag(self, ids: Iterable[int], tags: Iterable[str]) -> list[int]:
        """Give articles tags. A tag that is there already, however cased, stays as it was first written."""
        names = list(tags)
        keys = json.dumps([tag_key(name) for name in names])
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO tag (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(name, tag_key(name)) for name in names],
            )
            changed = connection.execute(
                "INSERT INTO article_tag SELECT article.id, tag.id FROM article, tag"
                f" WHERE article.id IN {_THESE} AND key IN {_THESE}"
                " ON CONFLICT DO NOTHING RETURNING article_id",
                (json.dumps(list(ids)), keys),
            ).fetchall()
            self._forget_unused_tags()
            return self._learn(row[0] for row in changed)

    def untag(self, ids: Iterable[int], tags: Iterable[str]) -> list[int]:
        """Take tags from articles."""
        with self._database.writing() as connection:
            changed = connection.execute(
                f"DELETE FROM article_tag WHERE article_id IN {_THESE}"
                f" AND tag_id IN (SELECT id FROM tag WHERE key IN {_THESE}) RETURNING article_id",
                (json.dumps(list(ids)), json.dumps([tag_key(tag) for tag in tags])),
            ).fetchall()
            self._forget_unused_tags()
            return self._learn(row[0] for row in changed)

    def tags(self) -> tuple[TagCount, ...]:
        """Every tag with its number of articles outside the trash, most articles first."""
        rows = self._database.rows(
            f"SELECT name, count(*) AS articles FROM article_tag JOIN tag ON tag.id = tag_id WHERE {_WITHOUT_TRASH}"
            " GROUP BY tag.id ORDER BY articles DESC, key"
        )
        return tuple(TagCount(*row) for row in rows)

    def carry_over(self, old: int, new: int) -> None:
        """Give an article what another one has: its star, its tags, and its note below the article's own."""
        found = self.of([old, new])
        before, after = found.get(old, Annotations()), found.get(new, Annotations())
        with self._database.writing():
            if before.starred:
                self.star([new], starred=True)
            if before.note and before.note != after.note:
                self.note([new], "\n\n".join(filter(None, (after.note, before.note))))
            self.tag([new], before.tags)

    def _put(self, column: str, value: object, ids: Iterable[int]) -> list[int]:
        with self._database.writing() as connection:
            changed = connection.execute(
                f"INSERT INTO annotation (article_id, {column})"
                f" SELECT id, ? FROM article WHERE id IN {_THESE} AND (? OR id IN (SELECT article_id FROM annotation))"
                f" ON CONFLICT DO UPDATE SET {column} = excluded.{column} WHERE {column} != excluded.{column}"
                " RETURNING article_id",
                (value, json.dumps(list(ids)), bool(value)),
            ).fetchall()
            connection.execute("DELETE FROM annotation WHERE NOT starred AND note = ''")
            return self._learn(row[0] for row in changed)

    def _forget_unused_tags(self) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag_id FROM article_tag)")

    def _learn(self, changed: Iterable[int]) -> list[int]:
        ids = sorted(set(changed))
        with self._database.writing() as connection:
            mark_pending(connection, ids)
        return ids
