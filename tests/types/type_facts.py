"""Facts made by hand from a sentence, for tests of drafting."""

from random import Random

from qbank.model.document import Sentence, Span
from qbank.model.fact import (
    Code,
    Contrast,
    Date,
    Deadline,
    Definition,
    Enumeration,
    FactPool,
    Frequency,
    HeadingList,
    Inclusion,
    Pairs,
    Points,
    Quantity,
    Responsibility,
    Retention,
    Rows,
    Start,
    Steps,
    Target,
    part,
)


def sentence(view, *, start=0, role="body", label="", vetoes=()):
    """Return a sentence whose text is its view."""
    return Sentence(0, start, start + len(view), view, view, role, label=label, vetoes=tuple(Span(*v) for v in vetoes))


def find(sent, words, label=""):
    """Return the first part of a sentence with these words."""
    at = sent.view.index(words)
    return part(sent, at, at + len(words), label)


def quantity(view, number, measure, whole, value, **more):
    """Return a quantity fact; ``whole`` holds number and measure."""
    sent = view if isinstance(view, Sentence) else sentence(view)
    at = sent.view.index(whole)
    number_at, measure_at = sent.view.index(number, at), sent.view.index(measure, at)
    return Quantity(
        sent=sent,
        pattern="quantity",
        number=part(sent, number_at, number_at + len(number)),
        value=value,
        measure=part(sent, measure_at, measure_at + len(measure)),
        whole=part(sent, at, at + len(whole), f"quantity:{measure}"),
        **more,
    )


def frequency(view, period, act, **more):
    """Return how often something is done, ``act`` up to 一次."""
    sent = view if isinstance(view, Sentence) else sentence(view)
    return Frequency(
        sent=sent, pattern="frequency", period=find(sent, period, "frequency"), act=find(sent, act), **more
    )


def retention(view, kept, term, **more):
    """Return how long something is to be kept."""
    sent = view if isinstance(view, Sentence) else sentence(view)
    return Retention(sent=sent, pattern="kept_for", kept=find(sent, kept), term=find(sent, term, "retention"), **more)


def enumeration(view, members, run, *, label="", name=None, count=None, closed=True, **more):
    """Return an enumeration of the named members."""
    sent = view if isinstance(view, Sentence) else sentence(view)
    return Enumeration(
        sent=sent,
        pattern="enumeration",
        members=tuple(find(sent, member, label) for member in members),
        run=find(sent, run),
        name=find(sent, name) if name else None,
        count=count,
        closed=closed,
        **more,
    )


def responsibility(view, who, verb, what, label="organ"):
    """Return who is in charge of what."""
    sent = view if isinstance(view, Sentence) else sentence(view)
    return Responsibility(
        sent=sent, pattern="responsibility", who=find(sent, who, label), verb=find(sent, verb), what=find(sent, what)
    )


def inclusion(view, what, verb, frame):
    """Return what is put into which frame."""
    sent = sentence(view)
    return Inclusion(
        sent=sent,
        pattern="inclusion",
        what=find(sent, what),
        verb=find(sent, verb),
        frame=find(sent, frame, f"frame:{verb}"),
    )


def definition(view, term, meaning):
    """Return a term with its meaning."""
    sent = sentence(view)
    return Definition(sent=sent, pattern="definition", term=find(sent, term, "term"), meaning=find(sent, meaning))


def date(view, words, form):
    """Return a date of a form (年月日, 月日 …)."""
    sent = sentence(view)
    return Date(sent=sent, pattern="date", date=find(sent, words, f"date:{form}"))


def code(view, words):
    """Return a quoted code."""
    sent = sentence(view)
    return Code(sent=sent, pattern="code_gloss", code=find(sent, words, "code"))


def contrast(view, word, opposite):
    """Return a word with its opposite."""
    sent = sentence(view)
    return Contrast(sent=sent, pattern="contrast", word=find(sent, word), opposite=opposite)


def points(lead, texts, noun=""):
    """Return a lead-in with labelled points below it."""
    sent = sentence(lead)
    items, at = [], len(lead) + 1
    for text in texts:
        items.append(sentence(text, start=at))
        at += len(text) + 1
    return Points(
        sent=sent,
        pattern="points",
        lead=part(sent, 0, len(lead.rstrip("："))),
        noun=noun,
        points=tuple(part(item, 0, len(item.view), "point") for item in items),
        rests_on=tuple(items),
    )


def headings(title, texts, start=0):
    """Return a heading with the headings below it."""
    sent = sentence(title, start=start, role="heading")
    items, at = [], start + len(title) + 1
    for text in texts:
        items.append(sentence(text, start=at, role="heading"))
        at += len(text) + 1
    return HeadingList(
        sent=sent,
        pattern="heading_list",
        heads=tuple(part(i, 0, len(i.view), "head") for i in items),
        rests_on=tuple(items),
    )


def rows_of(view, rows, relation, **more):
    """Return rows of the named left and right sides."""
    sent = sentence(view)
    found = tuple((find(sent, left), find(sent, right)) for left, right in rows)
    return Rows(sent=sent, pattern="rows", rows=found, relation=relation, **more)


def deadline(view, words, act, start=0):
    """Return a date before which the act has to be done."""
    sent = sentence(view, start=start)
    return Deadline(sent=sent, pattern="deadline", date=find(sent, words, "deadline"), act=find(sent, act))


def target(view, indicator, link, number, measure, whole, value):
    """Return an indicator with the amount it is to reach."""
    amount = quantity(view, number, measure, whole, value)
    sent = amount.sent
    return Target(sent=sent, pattern="target", indicator=find(sent, indicator), link=find(sent, link), amount=amount)


def starting(view, event, term):
    """Return the event that starts a deadline's clock."""
    sent = sentence(view)
    return Start(sent=sent, pattern="start", event=find(sent, event, "start"), term=find(sent, term))


def pairs(rows, names=("部门", "职责"), *, pattern="duty_pairs", topic="", case=""):
    """Return rows of two columns, a sentence each: 左——右。."""
    sents, at = [], 0
    for left, right in rows:
        sents.append(sentence(f"{left}——{right}。", start=at))
        at += len(sents[-1].view) + 1
    return Pairs(
        sent=sents[0],
        pattern=pattern,
        left=tuple(part(sent, 0, len(left)) for sent, (left, _) in zip(sents, rows, strict=True)),
        right=tuple(part(sent, len(left) + 2, len(sent.view) - 1) for sent, (left, _) in zip(sents, rows, strict=True)),
        names=names,
        topic=topic,
        case=case,
        rests_on=tuple(sents[1:]),
    )


def steps(texts, name="阶段", by="先后顺序", *, pattern="stages", topic="", case=""):
    """Return steps in order, all in one sentence."""
    sent = sentence("、".join(texts) + "。")
    return Steps(
        sent=sent,
        pattern=pattern,
        steps=tuple(find(sent, text) for text in texts),
        name=name,
        by=by,
        topic=topic,
        case=case,
    )


def pool_of(*facts):
    """Return the pool of one document."""
    return FactPool.of([("文件.txt", fact) for fact in facts])


def drafts(item_type, fact, *others, seed=0):
    """Return what a type drafts from a fact beside other facts of its document."""
    return list(item_type.draft(fact, pool_of(fact, *others), Random(seed)))
