"""Decks for tests: ours, other people's, and ours after somebody was at the database."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.anki._schema import TABLES
from qbank.formats.anki.format import hold, read, write
from qbank.model.portable import Portable

_ROOT = Path(__file__).parents[2]
SETTINGS = Settings(title="值班制度测试")


def deck(portables: Sequence[Portable], path: Path, settings: Settings = SETTINGS) -> list[Portable]:
    """Write a deck and return what it holds."""
    kept = [each for portable in portables if isinstance(each := hold(portable, settings), Portable)]
    with path.open("wb") as stream:
        write(iter(kept), stream, settings)
    return kept


def collection(path: Path, folder: Path) -> Path:
    """Return the database of a deck as a file of its own."""
    with zipfile.ZipFile(path) as archive:
        return Path(archive.extract("collection.anki2", folder))


def packed(database: Path, path: Path, name: str = "collection.anki2") -> Path:
    """Return a deck with this database."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(database, name)
        archive.writestr("media", "{}")
    return path


def changed(path: Path, folder: Path, sql: str, *values: object) -> Path:
    """Return a deck after a statement on its database."""
    database = collection(path, folder)
    connection = sqlite3.connect(database)
    connection.execute(sql, values)
    connection.commit()
    connection.close()
    return packed(database, folder / "changed.apkg")


def rows(path: Path, sql: str) -> list[Any]:
    """Return what a query finds in the database of a deck."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(collection(path, Path(folder)))) as connection:
        return connection.execute(sql).fetchall()


def foreign(folder: Path, fields: str, *values: str, cloze: bool = False, tags: str = "", name: str = "甲::乙") -> Path:
    """Return a deck as other programs write them: one note of a type with these fields."""
    names = fields.split()
    model = {"id": "1", "name": "别人的模板", "type": int(cloze), "flds": [{"name": each} for each in names]}
    decks = {"1": {"id": 1, "name": "Default"}, "2": {"id": 2, "name": name}}
    text = "\x1f".join([*values, *[""] * (len(names) - len(values))])
    path = folder / "foreign.apkg"
    with closing(sqlite3.connect(":memory:")) as connection, zipfile.ZipFile(path, "w") as archive:
        connection.executescript(TABLES)
        heads = (json.dumps({"1": model}), json.dumps(decks))
        connection.execute("INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')", heads)
        note = (f" {tags} ", text, values[0])
        connection.execute("INSERT INTO notes VALUES (7, 'a', 1, 0, -1, ?, ?, ?, 0, 0, '')", note)
        connection.execute("INSERT INTO cards VALUES (8, 7, 2, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '')")
        connection.commit()
        archive.writestr("collection.anki2", connection.serialize())
        archive.writestr("media", "{}")
    return path


def only(path: Path) -> Portable:
    """Return the one item of a deck without problems."""
    (found,) = read(path, SETTINGS)
    assert isinstance(found, Portable), found.message()
    return found


def code(path: Path) -> str:
    """Return the code of the one problem of a deck without items."""
    (found,) = read(path, Settings(file="我的牌组.apkg"))
    assert isinstance(found, Problem)
    assert found.file == "我的牌组.apkg"
    assert found.message("zh") and found.message("en")
    return found.code


_SCRIPT = """
import json, os, sys, tempfile
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest

folder = tempfile.mkdtemp()
collection = Collection(os.path.join(folder, "collection.anki2"))
imports = []
for path in sys.argv[2:]:
    request = ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    imports.append({field.name: len(value) for field, value in log.ListFields() if field.name != "found_notes"})
cards = {}
for number in collection.find_cards(""):
    card = collection.get_card(number)
    output = card.render_output()
    shown = [output.question_text, output.answer_text, len(output.question_av_tags) + len(output.answer_av_tags)]
    cards.setdefault(card.note()["编号"], []).append(shown)
model = collection.models.by_name("Basic")
for front, back in (("何谓值班？", "按时在岗"), ("a", "<img src=x.png>")):
    note = collection.new_note(model)
    note["Front"], note["Back"] = front, back
    collection.add_note(note, collection.decks.id("新牌组::第一章"))
for legacy in (True, False):
    options = ExportAnkiPackageOptions(legacy=legacy, with_scheduling=True)
    collection.export_anki_package(out_path=os.path.join(sys.argv[1], f"{legacy}.apkg"), options=options, limit=None)
rows = collection.db.all("SELECT guid, mid, flds, sfld, csum FROM notes WHERE id < 1704067300000 ORDER BY id")
empty = sum(not note.will_delete_note for note in collection.get_empty_cards().notes)
empty += sum(note.will_delete_note for note in collection.get_empty_cards().notes)
print(json.dumps({"imports": imports, "cards": cards, "empty": empty, "rows": rows}))
"""


def in_anki(folder: Path, *paths: Path) -> dict[str, Any]:
    """Return what Anki's backend says of importing decks one after the other; it exports them to the folder."""
    done = subprocess.run(
        [str(_ROOT / ".venv/anki/bin/python"), "-c", _SCRIPT, str(folder), *map(str, paths)],
        capture_output=True,
        check=True,
        timeout=240,
    )
    return json.loads(done.stdout)
