"""How long something is to be kept, asked."""

from type_facts import drafts, retention

from qbank.model import numerals
from qbank.types import SingleChoice


def test_the_term_is_asked_and_its_neighbours_are_wrong():
    """A least term is asked with 至少; the options run from the shortest to the longest, all in one unit."""
    (draft,) = drafts(SingleChoice, retention("会诊记录保存不少于三年。", "会诊记录", "三年", at_least=True))
    assert draft.stem == "会诊记录应当至少保存多长时间？"
    shown = [option.text for option in draft.body.options]
    assert draft.body.key_text() == "三年"
    assert len(shown) == 4
    assert all(text.endswith("年") for text in shown)
    assert shown == sorted(shown, key=lambda text: numerals.value_of(text.removesuffix("年")))


def test_a_tape_of_a_process_is_asked_as_a_thing():
    """阅卷过程全程录像，保存两年 asks of 阅卷过程的录像, and of a fixed term without 至少."""
    (draft,) = drafts(SingleChoice, retention("阅卷过程全程录像，保存期两年。", "阅卷过程全程录像", "两年"))
    assert draft.stem == "阅卷过程的录像保存多长时间？"


def test_terms_that_the_sentence_names_are_no_options():
    """五年 stands in the sentence for something else."""
    fact = retention("会诊记录留存三年，病历留存五年。", "会诊记录", "三年")
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem == "会诊记录留存多长时间？"
    assert "五年" not in [option.text for option in draft.body.options]


def test_a_name_that_leans_is_trusted_less():
    """影像资料: of what, was said before."""
    named, bare = (
        drafts(SingleChoice, retention("影像资料保存三年。", "影像资料", "三年", leans=leans))[0]
        for leans in (False, True)
    )
    assert bare.trust < named.trust


def test_a_term_beside_another_of_the_sentence_has_four_options():
    """What the sentence names goes before the neighbours are picked, not after."""
    fact = retention("操作票保存12个月，装机单保存24个月。", "装机单", "24个月")
    (draft,) = drafts(SingleChoice, fact)
    texts = [option.text for option in draft.body.options]
    assert len(texts) == 4
    assert "12个月" not in texts
