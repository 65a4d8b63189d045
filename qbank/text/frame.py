"""The frame of a document: title, letterhead and salutation at the top; office, date and contacts at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.dates import STAMP
from qbank.model.document import Role
from qbank.text.clean import HAN
from qbank.text.names import SURNAMES
from qbank.text.numbering import number_of

_STOPPED = re.compile("[。；;，,、：:.]$")
_HISTORY = re.compile(
    rf"[（(]?(?:{STAMP}|[民國国]{{2}}\s*\d{{2,3}}\s*年).{{0,400}}?(?:通过|通過|修订|修訂|修正|公布|发布|發布|施行|批准|生效|印发)"
    r"[^。]{0,30}[）)]?$|(?:修正日期|公布日期|公發布日|名稱|名　　稱)\s*[:：].{0,60}$",
    re.DOTALL,
)
_NAMES = re.compile(
    rf"[（(]?[{SURNAMES}]\w{{1,2}}(?:[\s、]+[{SURNAMES}]\w{{1,2}}){{1,3}}[)）]?|[（(][{SURNAMES}]\w{{1,2}}[)）]"
)
_NAME = re.compile(rf"[{SURNAMES}]\s*\w(?:\s*\w)?")
# 公司总经理 费长河; 副市长　程**
_POST_AND_NAME = re.compile(
    r"[^。；：:]{0,40}(?:书记|主任|主席|经理|总监|委员|总工程师|(?<![成增])长)"
    rf"[ \u3000]+[{HAN}][ \u3000]*[{HAN}×*xX]{{1,3}}(?:[ \u3000][{HAN}×*xX])?"
)
_DATA = re.compile(
    rf"[{HAN}]{{0,4}}(?:密级|版本|日期|单位|部门|机构|机关|人|号|等级|状态|类别|编制|审批|审核|批准)\s*[:：][^。；]{{1,40}}"
)
_BRACKETED = re.compile("[（(][^（）()]{2,40}[)）]")
_COMPILER = re.compile(r".{2,40}(?:编|编印|编制|编写|印制|汇编)\s*(?:\d{4}年\d{1,2}月.{0,6})?")
_SIGNED_ON = re.compile(r"[^。，；：:]{2,30}\s+\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:印发)?")
_LABELLED = re.compile(
    r"(?:标\s*题|(?:文件)?名\s*称|文\s*号|密\s*级|紧急程度|公开方式|有\s*效\s*性|签发人?|拟稿|核稿|发往|成文日期|主讲|编制单位|编写|审定|版次|发放编号|适用(?:对象|范围))\s*[:：]\s*\S.{0,80}"
)
_STAMPED = re.compile(
    r"[★☆※\s]*(?:(?:内部(?:资料|文件|使用|学习|参考)|注意保[存密]|(?:严禁|请勿)外传|机密|秘密|绝密|特急|急件)[★☆※\s]*)+"
)
_NTH = re.compile(r"(?:\d{4}年)?第\s*\d{1,3}\s*[号期]")
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|敬爱的)[^。，；]{1,40}[:：！!]$"
    r"|(?:各位)?[^。；：:要应须将如请做下是]{0,16}(?:同志|朋友|同学|老师|战友|领导|来宾|代表|委员|女士|先生|同事|家长|居民|市民|民警)们?"
    r"(?:[、，,\s]+[^。；：:要应须将如请做下是]{0,14}(?:同志|朋友|同学|老师|战友|领导|来宾|代表|委员|女士|先生|同事|家长|居民|市民)们?){0,5}"
    r"(?:[，,\s]*(?:大家)?(?:早上|上午|中午|下午|晚上|你们)?好)?[:：！!]$"
    r"|[^。；：:]{0,12}各[^。；：:要应须将请做按如下是的]{1,60}[:：]$"
    # 总站党委：
    r"|[^。，；：:、]{2,16}(?:党委|党组|政府|办公厅|委员会|[省市县区总]局|总队|支队|总站)[:：]$"
    # 市国资公司、市应急管理局：
    r"|[^，。；：:、]{2,16}(?:[局委办厅院校]|公司|集团|总队|中心)(?:[、，][^，。；：:、]{2,16}(?:[局委办厅院校]|公司|集团|总队|中心))+[:：]$"
)
_DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4}|20[xX×]{2})\s*年\s*[\dxX×一二三四五六七八九十]{1,3}\s*月(?:\s*[\dxX×一二三四五六七八九十]{1,3}\s*[日号])?[）)]?"
)
_OFFICE = re.compile(
    r"[^。，；：:、？！]{2,40}(?:局|委员会|委|办公室|政府|厅|部|公司|院|会|党委|党组|支部|党支部|组|队|支队|大队|中心|所|校|学院|大学|站|科|处|社|"
    r"指挥部|办|集团|协会|联合会|法院|检察院|街道|镇|乡)(?:[（(]?(?:印|章|盖章|代章)[)）]?)?"
)
_CONTACT_AT_END = re.compile(
    r"[（(]?(?:电话|地址|邮箱|印发|校对)\s*[:：].{0,60}$|.{0,30}\d{4}年\d{1,2}月\d{1,2}日印发?$|共?印\s*\d+\s*份$"
)
_ATTACHMENT = re.compile(r"附\s*[件表]\s*\d{0,2}")
_TITLE_WORDS = re.compile(
    r"^(?:——|--|—|[（(])|(?:方案|通知|通告|公告|意见|办法|规定|条例|细则|报告|总结|讲话|致辞|决定|编|法|法律|计划|要点|手册|指南|制度|纲要|预案|"
    r"规则|规范|守则|章程|汇报|纪要|简报|倡议书|公开信|稿|案|法典|规划|说明|问答|材料)(?:[（(][^（）()]{1,20}[）)])?$"
)
_SPACES = re.compile(r"\s+")
_LONGEST_TITLE, _LINES_OF_TITLE, _SHORTEST_OFFICE, _SHORTEST_PROSE = 60, 3, 7, 30
_HEAD = 14
"""Paragraphs at the top among which letterhead, history lines and salutation are looked for."""
_TAIL = 16
"""Paragraphs at the end among which signature, contacts and names are looked for."""


def mark_head(texts: Sequence[str], roles: list[Role]) -> None:
    """Give the paragraphs above the first prose their roles."""
    content = [index for index in range(min(len(texts), 3 * _HEAD)) if roles[index] != "furniture"][:_HEAD]
    addressed = max((place for place, index in enumerate(content) if _is_salutation(texts[index])), default=-1)
    titled, title = False, ""
    for place, index in enumerate(content):
        text, is_last = texts[index], place == len(content) - 1
        if roles[index] != "body":
            continue
        if _STAMPED.fullmatch(text) or (not titled and _ATTACHMENT.fullmatch(text.rstrip(":："))):
            roles[index] = "furniture"
        elif (
            _is_byline(text, titled=titled)
            or _HISTORY.match(_whole(texts, index))
            or (not is_last and _DATE_LINE.fullmatch(text))
            or (titled and not is_last and _is_author(text, texts[content[place + 1]]))
        ):
            roles[index] = "byline"
        elif _is_salutation(text):
            roles[index] = "salutation"
        elif not is_last and is_title_like(text) and (not titled or _goes_on(texts, content[place:], above=title)):
            roles[index] = "title"
            titled, title = True, text
        elif titled and place < addressed and is_title_like(text):
            roles[index] = "byline"
        else:
            return


def _goes_on(texts: Sequence[str], below: Sequence[int], *, above: str) -> bool:
    """Tell whether a line under a title goes on with it: it ends as titles do, or a line or two below does."""
    lines = [_SPACES.sub("", texts[index]) for index in below[:_LINES_OF_TITLE]]
    if _TITLE_WORDS.search(lines[0]):
        return True
    last = next((at for at, line in enumerate(lines) if _TITLE_WORDS.search(line)), 0)
    unended = _TITLE_WORDS.search(above) is None and _OFFICE.fullmatch(lines[0]) is None
    return (
        unended and last > 0 and all(is_title_like(line) and not line.endswith(("？", "！")) for line in lines[:last])
    )


def _whole(texts: Sequence[str], index: int) -> str:
    """Return a paragraph with its other half, where a break cut it inside 《…》."""
    if index and _is_open(texts[index - 1]):
        return texts[index - 1] + texts[index]
    return texts[index] + texts[index + 1] if _is_open(texts[index]) and index + 1 < len(texts) else texts[index]


def _is_open(text: str) -> bool:
    return text.rfind("《") > text.rfind("》")


def is_title_like(text: str) -> bool:
    """Tell whether a paragraph could be a title: short, without end punctuation or number, some word in it."""
    return (
        2 <= len(text) <= _LONGEST_TITLE
        and not _STOPPED.search(text)
        and "。" not in text
        and "；" not in text
        and number_of(text) is None
        and re.search(r"[^\W\d_]", text) is not None
    )


def mark_tail(texts: Sequence[str], roles: list[Role]) -> None:
    """Give the lines of the signature their roles, at the end and before each attachment."""
    prose = next((index for index, role in enumerate(roles) if role == "body"), len(texts))
    for index in range(prose + 1, len(texts)):
        if _DATE_LINE.fullmatch(texts[index]) and _closes(texts, roles, index + 1):
            roles[index] = "signature"
            _mark_offices(texts, roles, index - 1)
    for index in range(len(texts) - 1, max(len(texts) - _TAIL, 0), -1):
        text = texts[index]
        if roles[index] != "body":
            continue
        if _CONTACT_AT_END.match(text):
            roles[index] = "signature"
        elif _NAMES.fullmatch(text):
            roles[index] = "byline"
        elif len(text) > _LONGEST_TITLE or _STOPPED.search(text):
            return


def _mark_offices(texts: Sequence[str], roles: list[Role], last: int) -> None:
    while last > 0 and roles[last] == "body" and len(texts[last]) <= _LONGEST_TITLE and _OFFICE.fullmatch(texts[last]):
        roles[last] = "signature"
        last -= 1


def _closes(texts: Sequence[str], roles: Sequence[Role], after: int) -> bool:
    """Tell whether nothing but the end, an attachment or other signature lines follows."""
    if after >= len(texts) or roles[after] in {"furniture", "signature", "byline"}:
        return True
    return _ATTACHMENT.match(texts[after]) is not None or _CONTACT_AT_END.match(texts[after]) is not None


def _is_byline(text: str, *, titled: bool) -> bool:
    """Tell whether a line at the top is a law's history or names; other data must stand under a title."""
    if _HISTORY.match(text) or _NAMES.fullmatch(text) or _LABELLED.fullmatch(text):
        return True
    return titled and any(
        pattern.fullmatch(text) for pattern in (_NAME, _POST_AND_NAME, _DATA, _BRACKETED, _COMPILER, _SIGNED_ON, _NTH)
    )


def _is_author(text: str, below: str) -> bool:
    """Tell whether a line under a title names the office that wrote it: prose or whom it writes to stands below."""
    named = len(text) >= _SHORTEST_OFFICE and _OFFICE.fullmatch(text) is not None
    prose = len(below) >= _SHORTEST_PROSE and "。" in below and number_of(below) is None
    return named and (prose or _is_salutation(below))


def _is_salutation(text: str) -> bool:
    return len(text) <= 80 and _SALUTATION.fullmatch(text) is not None
