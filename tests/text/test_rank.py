"""Ranking: laws of the order, reasons that add up, counts that merge."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.preprocessing import normalize

from qbank.model.document import Document
from qbank.text.cues import CUES, cues_in
from qbank.text.rank import NO_CORPUS, CorpusCounts, Idf, _of_length_one, _weighted, rank
from qbank.text.segment import outline
from qbank.text.terms import content_words, open_segmenter

WORDS_OF = content_words(open_segmenter())
IDF = Idf(NO_CORPUS, {})

TEXT = """值守工作实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
大家辛苦了，让我们携手并进！
各值班室应当在接报后15分钟内书面报告市应急指挥中心。
大家都很高兴。
值守培训经费列入年度预算，由财务科负责核算。
"""


def _rank(text: str):
    return rank(outline(Document("a.txt", "0", text)), WORDS_OF, IDF)


def test_sentences_with_facts_come_before_slogans() -> None:
    """What states a rule, a number or a list ranks above thanks and slogans."""
    order = [each.sent.view for each in _rank(TEXT)]
    assert order.index("大家都很高兴。") >= 3
    assert order.index("大家辛苦了，让我们携手并进！") >= 3


@example("应是！1一")
@given(st.text(alphabet="应急值守工作负责15分钟内是指、，。！：\n一二（）“”", max_size=300))
def test_every_sentence_is_ranked_once_and_reasons_add_up(text: str) -> None:
    """The ranking is a permutation of the sentences with words, and scores are the sums of their reasons."""
    ranked = _rank(text)
    assert len({each.sent.index for each in ranked}) == len(ranked)
    for each in ranked:
        assert each.score == pytest.approx(sum(reason.share for reason in each.reasons))
    assert ranked == _rank(text)


def test_a_text_without_words_ranks_nothing() -> None:
    """Punctuation alone gives an empty ranking, not an error."""
    assert _rank("！！！\n……\n——\n") == ()


def test_a_redaction_costs() -> None:
    """A sentence with a redaction gives its score away for it."""
    ranked = _rank("由xx区财务科负责核算培训经费。\n由临溪区财务科负责核算培训经费。\n")
    shares = {reason.name: reason.share for each in ranked if each.sent.vetoes for reason in each.reasons}
    assert shares["redacted"] < 0


COUNTS = st.builds(CorpusCounts, st.integers(0, 50), st.dictionaries(st.sampled_from("甲乙丙丁"), st.integers(1, 50)))


@given(COUNTS, COUNTS, COUNTS)
def test_counts_merge_in_any_order(a: CorpusCounts, b: CorpusCounts, c: CorpusCounts) -> None:
    """Merging is associative and commutative."""
    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(c) == a.merge(b.merge(c))


def test_a_small_corpus_leans_on_the_background() -> None:
    """With few documents the background table decides, with many the corpus's own counts."""
    background = {"值守": 9.0, "工作": 2.0}
    few = Idf(CorpusCounts(1, {"值守": 1, "工作": 1}), background)
    many = Idf(CorpusCounts(5_000, {"值守": 4_900, "工作": 10}), background)
    assert few["值守"] > few["工作"]
    assert many["值守"] < many["工作"]


def test_each_cue_is_found_in_a_sentence_of_its_own() -> None:
    """Every cue of the table fires on at least one of these sentences."""
    sentences = """本办法所称值守，是指全天候在岗待命。
        值守是应急工作的基础。
        坚持统一领导的原则。
        首要任务是核对。
        设立指挥组、联络组、保障组。
        开展三项行动。
        一是查设备，二是查人员。
        应当在三十日内答复。
        印发手册750份。
        不得擅自离岗。
        值班员应当登记。
        可以口头报告。
        由办公室负责登记。
        经费列入预算。
        除紧急情况外，一律书面报告。
        学习《值守手册》。
        落实“双人双岗”要求。
        逾期的，处五百元罚款。
        依照前款规定办理。
        有下列情形之一的：
        让我们共同努力！
        该制度很重要。"""
    fired = {cue.name for cues in cues_in([line.strip() for line in sentences.splitlines()]) for cue in cues}
    assert fired == {cue.name for cue in CUES}


def test_tfidf_is_that_of_scikit_learn() -> None:
    """The weights are what TfidfVectorizer gives for the same words and inverse document frequencies."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    bags = [["值守", "工作", "值守"], [], ["演练", "工作"], ["登记"]]
    idf = Idf(NO_CORPUS, {"值守": 7.5, "工作": 2.0, "演练": 5.25})
    peer = TfidfVectorizer(analyzer=list, norm=None, use_idf=True).fit(bags)
    peer.idf_ = np.array([idf[word] for word in peer.get_feature_names_out()])
    ours, theirs = _weighted(bags, idf), peer.transform(bags)
    assert np.allclose(ours.sum(axis=1), theirs.sum(axis=1))
    assert np.allclose((ours @ ours.T).toarray(), (theirs @ theirs.T).toarray())


@given(st.lists(st.lists(st.sampled_from("应急值守演练"), max_size=9), min_size=1, max_size=6))
def test_rows_get_the_length_that_scikit_learn_gives_them(bags: list[list[str]]) -> None:
    """To the last bit, so that no order hangs on who did it; a row without words stays empty."""
    idf = Idf(NO_CORPUS, {"应": 1.3, "急": 2.7, "值": 0.1, "守": 5.9})
    wanted = normalize(_weighted(bags, idf)).toarray()
    assert (_of_length_one(_weighted(bags, idf)).toarray() == wanted).all()
