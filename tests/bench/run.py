"""Speed and memory, as ratios in one run against what a user would pick instead. Nothing here passes or fails.

``make bench`` measures on the real documents beside the checkout where they are (laws set aside for judging left
out), else on ``corpus/``, and on corpora of 1 and 10 MB made of the same text. ``--big 100`` adds one of that many
megabytes, once from text to gated drafts alone and once through the command line.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "gate"))

from data import DATA, decoded, law_paths, plain
from duplicates import duplicates
from memory import peak

from qbank.drafting.draft import draft
from qbank.drafting.study import Tools, study
from qbank.model.document import Document
from qbank.text.rank import NO_CORPUS, CorpusCounts, Idf, rank
from qbank.text.segment import outline
from qbank.text.terms import background_idf, content_words, open_segmenter, terms_of

CORPUS = Path(__file__).parents[2] / "corpus"
ROUNDS = 3
SIZES = (1, 10)
"""Megabytes of the corpora that drafting is measured on."""


def texts() -> list[str]:
    """Return the texts to measure on."""
    paths = [*DATA.glob("seeds/*.txt"), *law_paths()]
    paths = [path for path in paths if path.name != "README.md"] or sorted(CORPUS.rglob("*.txt"))
    return [plain(decoded(path)) for path in paths if b"\0" not in path.read_bytes()]


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _each(work: Callable[[Any], object], things: Iterable[object]) -> None:
    """Do a piece of work for one thing after the other, keeping no result, as the program does."""
    for thing in things:
        work(thing)


def ranking(documents: list[Document], made: Tools) -> None:
    """Print the speed of ranking beside jieba's keyword extraction on the same text."""
    import jieba.analyse

    characters = sum(len(document.text) for document in documents)
    ours = cpu(lambda: _each(lambda each: rank(outline(each), made.words_of, made.idf), documents))
    outlines = [outline(each) for each in documents]
    gc.freeze()
    ranked = cpu(lambda: _each(lambda each: rank(each, made.words_of, made.idf), outlines))
    jieba.setLogLevel("ERROR")
    jieba.analyse.extract_tags("先建词典")
    theirs = cpu(lambda: _each(lambda each: jieba.analyse.extract_tags(each.text, topK=20), documents))
    print(f"rank, text to ranked sentences   {characters / ours / 1e6:6.2f} M characters per CPU second")
    print(f"jieba.analyse.extract_tags       {characters / theirs / 1e6:6.2f} M characters per CPU second")
    print(f"ratio                            {theirs / ours:6.2f} x")
    print(f"rank, outline made before        {characters / ranked / 1e6:6.2f} M characters per CPU second")
    print(f"ratio                            {theirs / ranked:6.2f} x")


def drafting(documents: list[Document], made: Tools) -> None:
    """Print the time from text to drafts, for one document of 7,000 characters and for all."""
    characters = sum(len(document.text) for document in documents)
    near = min(documents, key=lambda each: abs(len(each.text) - 7_000))
    one = cpu(lambda: draft(study(near, made)))
    print(f"text to gated drafts, {len(near.text)}       {one:6.3f} CPU seconds (warm)")
    everything = cpu(lambda: _each(lambda each: draft(study(each, made)), documents))
    print(f"text to gated drafts, all        {characters / everything / 1e6:6.2f} M characters per CPU second")


def starting() -> None:
    """Print the CPU time of ``qbank --help`` and of ``import qbank``."""
    for name, command in (
        ("qbank --help", [sys.executable, "-c", "from qbank.cli.main import main; main()", "--help"]),
        ("import qbank", [sys.executable, "-c", "import qbank"]),
        ("python alone", [sys.executable, "-c", ""]),
    ):
        seconds = []
        for _ in range(ROUNDS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"{name:32} {min(seconds):6.3f} CPU seconds")


def varied(source: list[str], megabytes: int) -> Iterator[str]:
    """Yield texts of about 100 kB until there are enough: real sentences in a drawn order, numbers changed."""
    rng = random.Random(7)
    lines = [line for text in source for line in text.splitlines() if line.strip()]
    written = 0
    while written < megabytes * 1_000_000:
        text = "\n".join(rng.choice(lines) for _ in range(500))
        text = re.sub(r"[0-9]", lambda _: str(rng.randrange(10)), text)
        written += len(text.encode())
        yield text


def scaling(source: list[str], sizes: Sequence[int]) -> None:
    """Print speed and peak memory from text to gated drafts over corpora of some megabytes, each in a fresh process."""
    speeds = []
    for megabytes in sizes:
        context = get_context("spawn")
        with context.Pool(1) as pool:
            scaled = pool.apply(drafted, (source, megabytes))
        speeds.append(scaled.characters / scaled.seconds)
        print(
            f"{megabytes:4} MB of text to gated drafts     {speeds[-1] / 1e6:6.2f} M characters per CPU second   "
            f"{speeds[-1] / speeds[0]:5.2f} x the first   {scaled.drafts} drafts   peak {scaled.peak:5.0f} MB "
            f"({scaled.peak - scaled.before:+.0f})"
        )


class Scaled(NamedTuple):
    """What drafting a corpus took: CPU seconds, and megabytes of memory before and at the peak."""

    characters: int
    drafts: int
    seconds: float
    before: float
    peak: float


def drafted(source: list[str], megabytes: int) -> Scaled:
    """Draft a corpus made of a source, one document at a time and keeping nothing, as the program does."""
    segmenter = open_segmenter()
    made = Tools(content_words(segmenter), terms_of(segmenter), Idf(NO_CORPUS, background_idf()))
    draft(study(Document("warm.txt", "", source[0]), made))
    before, characters, drafts, seconds = peak(), 0, 0, 0.0
    for number, text in enumerate(varied(source, megabytes)):
        start = time.process_time()
        drafts += len(draft(study(Document(f"{number}.txt", "", text), made)).items)
        seconds += time.process_time() - start
        characters += len(text)
    return Scaled(characters, drafts, seconds, before, peak())


def big(source: list[str], megabytes: int) -> None:
    """Print time and peak memory of reading, counting and drafting a big corpus through the command line."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "corpus")
        files.mkdir()
        for number, text in enumerate(varied(source, megabytes)):
            (files / f"{number:05}.txt").write_text(text, encoding="utf-8")
        for verb in (["init"], ["ingest", str(files)], ["draft"]):
            start = time.monotonic()
            command = [sys.executable, "-c", "from qbank.cli.main import main; main()", "-C", f"{folder}/ws", *verb]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            peak, code = usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)
            seconds = time.monotonic() - start
            print(f"{megabytes} MB, {verb[0]:24} {seconds:6.1f} s   peak {peak:6.0f} MB   exit {code}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", type=int, metavar="MB", default=0)
    asked = parser.parse_args()
    source = texts()
    documents = [Document(f"{number}.txt", "", text) for number, text in enumerate(source)]
    print(f"Python {platform.python_version()}, {len(documents)} documents, {sum(map(len, source)):,} characters")
    # First, while this process is small: what it holds counts as its children's peak.
    starting()
    duplicates()
    scaling(source, (*SIZES, *([asked.big] if asked.big else [])))
    if asked.big:
        big(source, asked.big)
    segmenter = open_segmenter()
    words_of = content_words(segmenter)
    counts = NO_CORPUS
    for document in documents:
        counts = counts.merge(CorpusCounts.of(outline(document), words_of))
    made = Tools(words_of, terms_of(segmenter), Idf(counts, background_idf()))
    # What was loaded for the measurement is no garbage of what is measured.
    gc.collect()
    gc.freeze()
    ranking(documents, made)
    drafting(documents, made)


if __name__ == "__main__":
    main()
