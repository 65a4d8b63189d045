"""One file or folder, one format; importing this package registers them all. Of one ending, the first here is meant."""

from importlib import import_module

for _name in (
    "json_bank",
    "json_plain",
    "anki.format",
    "html_page.format",
    "h5p.format",
    "qti.format",
    "moodle.format",
    "gift.format",
    "texts.format",
    "gift.aiken",
    "surveyjs.format",
    "paper.format",
    "tables.format",
):
    import_module(f"{__name__}.{_name}")
