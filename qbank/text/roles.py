"""What a paragraph is when it is not prose: page furniture, byline, salutation, signature, title.

Precision comes first: words such as 来源 or 网址 inside a sentence mean nothing, only the shape of a
whole line does. What no rule claims is body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qbank.model.dates import STAMP
from qbank.model.document import Role
from qbank.text.frame import mark_head, mark_tail
from qbank.text.numbering import BULLET, number_of

_COLON = r"\s*[:：]"
_PAGE_NUMBER = re.compile(
    r"[-—－–·]\s*\d{1,4}\s*[-—－–·]"
    r"|(?:[^。；，]{2,30}\s+)?第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_FURNITURE = re.compile(
    rf"""
    (?:您|你)?(?:的|现在的|当前的)?(?:位置|所在位置){_COLON}|当前位置|您现在的位置
    |欢迎(?:您)?(?:进入|访问|光临|来到).{{0,30}}(?:网|网站|平台|系统)(?:[!！]|$|\s|网址)
    |版权(?:所有|声明)|Copyright|©|.{{1,20}}版权所有[，,]
    |[（(【]?(?:责任编辑|责编|编辑|审核|校对|排版|值班编辑){_COLON}.{{0,40}}$
    |[<《«]?\s*(?:上一篇|下一篇|上一条|下一条)
    |[【（(]此处[^【】（）()]{{2,20}}[】）)]$
    |(?:免责声明|特别声明|版权声明){_COLON}|凡(?:本网|本站)|(?:本网|本站)(?:声明|转载)|原标题{_COLON}|<!--.*-->$
    """,
    re.VERBOSE,
)
_CONTROLS = re.compile(
    rf"""
    (?:本站|官方|网站)?(?:网址|域名){_COLON}.*
    |【?\s*(?:字号|字体|字体大小).*
    |(?:[【\[［(（]?(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表|上一页)|分享(?:到|至)?|(?:加入)?收藏(?:本页)?
        |我要纠错|纠错|点赞|评论|举报|转发|微信扫一扫|扫一扫|微信|微博|QQ空间|复制链接|回到顶部|更多|首页|大|中|小|[AＡ][+＋\-－]?|上一页|下一页)[】\]］）):：>»|\s]*){{1,8}}
    |(?:扫一扫|扫码|扫描|长按).{{0,12}}(?:二维码|关注|分享|手机).{{0,12}}
    |(?:网站|本站)(?:地图|维护|制作|声明|标识码|首页|建设).*|技术支持{_COLON}.*|关注我们|联系我们|隐私(?:政策|声明)
    |(?:[【\[](?:打印|关闭|返回|收藏|分享|纠错|字号)[^【】\[\]]{{0,6}}[】\]]\s*)+(?:(?:点击|浏览|阅读|编辑|责编|责任编辑|审核|来源|作者|发布)[^。]{{0,60}})?
    |原文链接.*|阅读原文|点击(?:查看|阅读|进入|下载|蓝字).*|(?:https?://|www\.)\S+|(?:浏览|阅读|点击)(?:次数|量|数|率){_COLON}.*
    """,
    re.VERBOSE,
)
_REGISTRATION = re.compile(r"ICP[备证]\s*\d{5,}|公网安备\s*\d{6,}|网站标识码|版权所有")
_RECOMMENDED = re.compile(
    r"[【\[■▶]?\s*(?:推荐阅读|相关阅读|延伸阅读|相关链接|相关新闻|相关文章|相关报道|热门推荐|热点新闻|猜你喜欢|友情链接|为您推荐|"
    r"更多推荐|热门文章|最新文章|最新新闻|精彩推荐|图片新闻)[】\]]?\s*[:：]?"
)
_CRUMBS = re.compile(r"[^>›»。，]{1,24}(?:\s*[>›»]+\s*[^>›»。，]{1,40}){2,8}|(?:首页|主页)\s*[>›»].{0,60}")
_MENU = re.compile(r"[^|｜。，]{1,16}(?:\s*[|｜]\s*[^|｜。，]{1,16}){3,}[|｜]?")
_PARTED = re.compile("[>›»|｜]")
_WORDLESS = re.compile(r"[\W_]+")
_LABELLED = (
    r"(?:信息|文章|稿件|新闻)?来源|作者|本网记者|记者|通讯员|供稿(?:单位|人)?|撰稿|撰文|摄影|"
    r"编辑|审核|浏览次数|点击数|发布(?:人|机构|单位)|发文(?:机关|字号)|索\s*引\s*号|文号|主题分类|有效性"
)
_BYLINE = re.compile(
    rf"""
    [（(【]?(?:{_LABELLED}){_COLON}(?![^。]*。).{{0,90}}$
    |[（(【]?(?:发布|发表|更新|发文|成文|编制|印发)?(?:时间|日期){_COLON}{STAMP}.{{0,70}}$
    |[（(].{{0,40}}(?:供稿|撰稿人?{_COLON}|审核{_COLON}|摄影{_COLON}).{{0,40}}[)）]$
    |{STAMP}(?:\s+(?:{_LABELLED}){_COLON}.{{0,60}}|\s+\S{{2,16}}网?\s*|(?<=:\d\d)|(?<=-\d\d))$
    |(?:本[网报刊台]|[\w（）()]{{2,10}}[网报社])(?:讯|电)?\s*[（(][^（）()。]{{2,60}}[)）]$
    |[（(]?根?据(?:现场)?(?:录音|记录|速记)整理.{{0,20}}$
    |本[网报刊台][讯电](?:\s|$).{{0,40}}$
    |[（(【]?(?:本[网报刊台])?(?:全媒体|见习)?(?:记者|通讯员)\s+[^，。；]{{2,40}}$
    |\w{{1,14}}[〔\[［【(（]\s*(?:19|20)?(?:\d\d|[xX×*]{{2}})\s*[〕\]］】)）]\s*第?\s*(?:\d{{1,5}}|[xX×*]+)\s*号$
    """,
    re.VERBOSE,
)
_COMRADES = re.compile(r"(?:同志们|各位同志|同学们|战友们|各位领导)[^。；]{0,20}[:：！!]$")
_ENCLOSURE = re.compile(
    r"附\s*[件表录录]\s*\d{0,2}\s*[:：]|抄\s*送\s*[:：]|抄\s*报\s*[:：]|主\s*送\s*[:：]|主题词\s*[:：]|(?:分?送|报|发)\s*[:：]|[（(]此件.{2,20}[)）]$"
)
_CONTACT = re.compile(
    r"[（(]?(?:联系人|联系电话|联系方式|咨询电话|传真|邮编|邮政编码|电子邮箱|电子邮件|联系地址|附注)\s*[:：].{0,80}$"
)
_SIGNED = frozenset("（(附抄主联咨传邮电送报发分")
"""What enclosures and contacts begin with; looked at first because most lines begin otherwise."""
_STOPPED = re.compile("[。；;，,、：:.]$")
_LONGEST_LINE, _LONGEST_RUNNING, _FEWEST_PAGES, _FIRST_LINES = 160, 40, 2, 3
_LONGEST_TITLE = 60


def is_page_number(line: str) -> bool:
    """Tell whether a line is nothing but a page number: - 3 -, 第 3 页 共 9 页."""
    return len(line) < 50 and _PAGE_NUMBER.fullmatch(line) is not None


def running_lines(texts: Sequence[str]) -> frozenset[str]:
    """Return the lines printed on several pages beside the page number, each time: the head or foot of a page."""
    pages = {index for index, text in enumerate(texts) if is_page_number(text)}
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    beside = Counter(
        texts[at]
        for at in sorted({near for page in pages for near in (page - 1, page + 1)} - pages)
        if 0 <= at < len(texts) and len(texts[at]) <= _LONGEST_RUNNING and not _STOPPED.search(texts[at])
    )
    often = Counter(text for text in texts if text in beside)
    # The first page may have it as the title of the text.
    return frozenset(text for text, count in beside.items() if count >= _FEWEST_PAGES and often[text] <= count + 1)


def roles_of(texts: Sequence[str], running: frozenset[str] = frozenset()) -> list[Role]:
    """Return the role of each paragraph, by its words and its place; headings are still ``body`` here.

    ``running`` are the heads and feet of pages; the first of them may be the title.
    """
    roles: list[Role] = ["furniture" if text in running else _by_shape(text) for text in texts]
    for text in running.intersection(texts):
        first = texts.index(text)
        if first < _FIRST_LINES and not any("。" in above for above in texts[:first]):
            roles[first] = _by_shape(text)
    _mark_recommended(texts, roles)
    _mark_enclosures(texts, roles)
    mark_head(texts, roles)
    mark_tail(texts, roles)
    return roles


def _by_shape(text: str) -> Role:
    if len(text) > _LONGEST_LINE:
        return "body"
    if is_page_number(text) or _WORDLESS.fullmatch(text) or _FURNITURE.match(text):
        return "furniture"
    if text[0] in _SIGNED and (_ENCLOSURE.match(text) or _CONTACT.match(text)):
        return "signature"
    if text[-1] in ":：！!" and _COMRADES.match(text):
        return "salutation"
    if text[-1] in "。；！":
        return "body"
    shapes = (_CONTROLS, _RECOMMENDED, *((_CRUMBS, _MENU) if _PARTED.search(text) else ()))
    if _REGISTRATION.search(text) or any(shape.fullmatch(text) for shape in shapes):
        return "furniture"
    return "byline" if _BYLINE.match(text) else "body"


def _mark_recommended(texts: Sequence[str], roles: list[Role]) -> None:
    """Lines under 推荐阅读 are titles of other pages, until something ends like a sentence."""
    listing = False
    for index, text in enumerate(texts):
        if _RECOMMENDED.match(text) and roles[index] == "furniture":
            listing = True
        elif listing and (_STOPPED.search(text) or len(text) > _LONGEST_TITLE or _is_counted(text)):
            listing = False
        elif listing:
            roles[index] = "furniture"


def _is_counted(text: str) -> bool:
    number = number_of(text)
    return number is not None and number.rank != BULLET


def _mark_enclosures(texts: Sequence[str], roles: list[Role]) -> None:
    """Numbered lines under 附件： go with it."""
    listing = False
    for index, text in enumerate(texts):
        if roles[index] == "signature" and _ENCLOSURE.match(text):
            listing = True
        elif listing and roles[index] == "body" and number_of(text) and not _STOPPED.search(text):
            roles[index] = "signature"
        else:
            listing = False
