"""What readers' verdicts add to a prior."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qbank.drafting.candidate import Candidate
from qbank.drafting.draft import every_candidate
from qbank.drafting.prior import prior_of
from qbank.drafting.readers import SHOWN, expected_share, reading_features
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document, Kind
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
TEXT = (
    "云岭站值守手册\n云岭站值班人员接到险情后应当在15分钟内书面报告调度室。现场情况要说清楚。时间地点都要写明。"
    "前一班的人已经走了，下一班须在10分钟内到场。\n"
)


def _studied(kind: Kind = "handbook") -> Study:
    return study(Document("手册.txt", "d" * 64, TEXT, title="云岭站值守手册", kind=kind), TOOLS)


def _asked(studied: Study, words: str) -> Candidate:
    return next(each for each in every_candidate(studied) if words in each.item.stem and each.item.stem.endswith("？"))


def test_a_stem_that_opens_its_sentence_and_says_who_is_worth_more() -> None:
    """The first sentence of a paragraph names who must; a later clause of the last one leaves it open."""
    studied = _studied()
    opens, later = _asked(studied, "书面报告"), _asked(studied, "到场")
    told, left = reading_features(opens, studied), reading_features(later, studied)
    assert (told["opens-sentence"], told["late-in-paragraph"]) == (1.0, 0.0)
    assert (left["mid-sentence"], left["late-in-paragraph"]) == (1.0, 0.75)
    same = replace(later, draft=replace(later.draft, trust=opens.draft.trust))
    assert expected_share(same, studied) < expected_share(opens, studied)


def test_laws_and_drafts_that_readers_never_saw_keep_their_priors() -> None:
    """Articles stand alone; of a draft that no short list has had nothing is known."""
    law = _studied("law")
    one = _asked(law, "书面报告")
    assert expected_share(one, law) == prior_of(one, "law")
    plain = _studied()
    weak = replace(_asked(plain, "书面报告"), draft=replace(one.draft, trust=SHOWN - 0.2))
    assert expected_share(weak, plain) == prior_of(weak, "handbook")


@pytest.mark.parametrize("kind", ["plan", "notice", "speech", "news", "report", "handbook", "other"])
def test_the_share_rises_with_the_prior(kind: Kind) -> None:
    """Whatever the genre: of two drafts alike in all else the one trusted more is expected to be kept more often."""
    studied = _studied(kind)
    one = _asked(studied, "书面报告")
    shares = [
        expected_share(replace(one, draft=replace(one.draft, trust=trust)), studied) for trust in (0.6, 0.7, 0.8, 0.9)
    ]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1
