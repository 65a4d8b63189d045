"""What a paragraph is when it is not prose: page furniture, byline, salutation, signature, title.

Precision comes first: words such as 来源 or 网址 inside a sentence mean nothing, only the shape of a
whole line does. What no rule claims is body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.document import Role
from qbank.text.numbering import number_of

_COLON = r"\s*[:：]"
_PAGE_NUMBER = re.compile(
    r"[-—－–·]\s*\d{1,4}\s*[-—－–·]"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_FURNITURE = re.compile(
    rf"""
    (?:您|你)?(?:的|现在的|当前的)?(?:位置|所在位置){_COLON}|当前位置|您现在的位置
    |欢迎(?:您)?(?:进入|访问|光临|来到).{{0,30}}(?:网|网站|平台|系统)(?:[!！]|$|\s|网址)
    |(?:本站|官方|网站)?(?:网址|域名){_COLON}
    |版权(?:所有|声明)|Copyright|©|[（(]?[cC][)）]?\s*版权
    |[（(【]?(?:责任编辑|责编|编辑|审核|校对|排版|值班编辑){_COLON}.{{0,40}}$
    |[<《«]?\s*(?:上一篇|下一篇|上一条|下一条|上一页|下一页)
    |【?\s*(?:字号|字体|字体大小)
    |(?:[【\[(（]?(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表|上一页)|分享(?:到|至)?|收藏(?:本页)?
        |我要纠错|纠错|点赞|评论|举报|复制链接|回到顶部|更多|首页|大|中|小)[】\]）):：>»|\s]*){{1,8}}$
    |(?:扫一扫|扫码|扫描|长按).{{0,12}}(?:二维码|关注|分享|手机|阅读|查看)?.{{0,12}}$
    |(?:网站|本站)(?:地图|维护|制作|声明|标识码|首页|建设)|技术支持{_COLON}|主办(?:单位)?{_COLON}|承办(?:单位)?{_COLON}|政府网站标识码
    |原标题{_COLON}|原文链接|阅读原文|点击(?:查看|阅读|进入|下载|蓝字)|关注我们|联系我们|隐私(?:政策|声明)
    |(?:免责声明|特别声明|版权声明|声明){_COLON}|凡(?:本网|本站|注明)|(?:本网|本站)(?:声明|转载|部分)
    |<!--.*-->$|(?:https?://|www\.)\S+$|(?:浏览|阅读|点击)(?:次数|量|数|率){_COLON}
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
_WORDLESS = re.compile(r"[\W_]+")
_STAMP = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_LABELLED = (
    r"(?:发布|发表|更新|发文|成文|印发)?(?:时间|日期)|(?:信息|文章|稿件|新闻)?来源|作者|本网记者|记者|通讯员|供稿(?:单位|人)?|撰稿|撰文|摄影|"
    r"编辑|审核|浏览次数|点击数|发布(?:人|机构|单位)|发文(?:机关|字号)|索引号|文号|主题分类|有效性"
)
_BYLINE = re.compile(
    rf"""
    [（(【]?(?:{_LABELLED}){_COLON}(?![^。]*。).{{0,90}}$
    |{_STAMP}(?:\s+(?:{_LABELLED}){_COLON}.{{0,60}}|\s+\S{{2,16}}网?\s*|\s*)$
    |(?:本[网报刊台]|[\w（）()]{{2,10}}[网报社])(?:讯|电)?\s*[（(][^（）()。]{{2,60}}[)）]$
    |本[网报刊台][讯电](?:\s|$).{{0,40}}$
    |\w{{1,14}}[〔\[［【(（]\s*(?:19|20)?(?:\d\d|[xX×*]{{2}})\s*[〕\]］】)）]\s*第?\s*(?:\d{{1,5}}|[xX×*]+)\s*号$
    """,
    re.VERBOSE,
)
_HISTORY = re.compile(
    rf"[（(]?(?:{_STAMP}|[民國国]{{2}}\s*\d{{2,3}}\s*年).{{0,400}}?(?:通过|通過|修订|修訂|修正|公布|发布|發布|施行|批准|生效|印发)"
    r"[^。]{0,30}[）)]?$|(?:修正日期|公布日期|公發布日|名稱|名　　稱)\s*[:：].{0,60}$",
    re.DOTALL,
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤牛卓尚温康施文樊柴齐倪庞鲁"
)
_NAMES = re.compile(
    rf"[（(]?[{_SURNAMES}]\w{{1,2}}(?:[\s、]+[{_SURNAMES}]\w{{1,2}}){{1,3}}[)）]?|[（(][{_SURNAMES}]\w{{1,2}}[)）]"
)
_NAME = re.compile(rf"[{_SURNAMES}]\s*\w(?:\s*\w)?")
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|敬爱的)[^。，；]{1,40}[:：！!]$"
    r"|(?:各位)?[^。；：:要应须将如请做下是]{0,16}(?:同志|朋友|同学|老师|战友|领导|来宾|代表|委员|女士|先生|同事|家长|居民|市民|民警)们?"
    r"(?:[、，,\s]+[^。；：:要应须将如请做下是]{0,14}(?:同志|朋友|同学|老师|战友|领导|来宾|代表|委员|女士|先生|同事|家长|居民|市民)们?){0,5}[:：！!]$"
    r"|[^。；：:]{0,12}各[^。；：:要应须将请做按如下是的]{1,60}[:：]$"
)
_COMRADES = re.compile(r"(?:同志们|各位同志|同学们|战友们|各位领导)[^。；]{0,20}[:：！!]$")
_DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4}|20[xX×]{2})\s*年\s*[\dxX×一二三四五六七八九十]{1,3}\s*月(?:\s*[\dxX×一二三四五六七八九十]{1,3}\s*日)?[）)]?"
)
_OFFICE = re.compile(
    r"[^。，；：:、？！]{2,40}(?:局|委员会|委|办公室|政府|厅|部|公司|院|会|党委|党组|支部|党支部|组|队|支队|大队|中心|所|校|学院|大学|站|科|处|社|"
    r"指挥部|办|集团|协会|联合会|法院|检察院|街道|镇|乡)(?:[（(]?(?:印|章|盖章|代章)[)）]?)?"
)
_ENCLOSURE = re.compile(
    r"附\s*[件表录录]\s*\d{0,2}\s*[:：]|抄\s*送\s*[:：]|抄\s*报\s*[:：]|主\s*送\s*[:：]|主题词\s*[:：]|[（(]此件.{2,20}[)）]$"
)
_CONTACT = re.compile(
    r"[（(]?(?:联系人|联系电话|联系方式|咨询电话|传真|邮编|邮政编码|电子邮箱|电子邮件|联系地址|附注)\s*[:：].{0,80}$"
)
_CONTACT_AT_END = re.compile(
    r"[（(]?(?:电话|地址|邮箱|印发|共印|校对)\s*[:：].{0,60}$|.{0,30}\d{4}年\d{1,2}月\d{1,2}日印发$"
)
_STOPPED = re.compile("[。；;，,、：:.]$")
_TITLE_WORDS = re.compile(
    r"^(?:——|--|—|[（(])|(?:方案|通知|通告|公告|意见|办法|规定|条例|细则|报告|总结|讲话|致辞|决定|编|法|法律|计划|要点|手册|指南|制度|纲要|预案|"
    r"规则|规范|守则|章程|汇报|纪要|简报|倡议书|公开信|稿|案|法典|规划|说明|问答|材料)(?:[（(][^（）()]{1,20}[）)])?$"
)
_HAN_PAIR = re.compile(r"[\u3400-\u9fff].*[\u3400-\u9fff]", re.DOTALL)
_LONGEST_LINE = 160
_LONGEST_TITLE = 60
_HEAD = 14
"""Paragraphs at the top among which letterhead, history lines and salutation are looked for."""
_TAIL = 16
"""Paragraphs at the end among which signature, contacts and names are looked for."""


def is_page_number(line: str) -> bool:
    """Tell whether a line is nothing but a page number: - 3 -, 第 3 页 共 9 页."""
    return len(line) < 30 and _PAGE_NUMBER.fullmatch(line) is not None


def roles_of(texts: Sequence[str]) -> list[Role]:
    """Return the role of each paragraph, by its words and its place; headings are still ``body`` here."""
    roles: list[Role] = [_by_shape(text) for text in texts]
    _mark_recommended(texts, roles)
    _mark_enclosures(texts, roles)
    _mark_head(texts, roles)
    _mark_tail(texts, roles)
    return roles


def is_title_like(text: str) -> bool:
    """Tell whether a paragraph could be a title: short, no end punctuation, no number, some Chinese or Latin words."""
    return (
        2 <= len(text) <= _LONGEST_TITLE
        and not _STOPPED.search(text)
        and number_of(text) is None
        and re.search(r"[^\W\d_]", text) is not None
    )


def _by_shape(text: str) -> Role:
    if len(text) > _LONGEST_LINE:
        return "body"
    if is_page_number(text) or _WORDLESS.fullmatch(text) or _FURNITURE.match(text):
        return "furniture"
    if text[-1] in "。；！":
        return "salutation" if _COMRADES.match(text) else "body"
    if _REGISTRATION.search(text) or _RECOMMENDED.fullmatch(text) or _CRUMBS.fullmatch(text) or _MENU.fullmatch(text):
        return "furniture"
    if _BYLINE.match(text):
        return "byline"
    if _ENCLOSURE.match(text) or _CONTACT.match(text):
        return "signature"
    return "salutation" if _COMRADES.match(text) else "body"


def _mark_recommended(texts: Sequence[str], roles: list[Role]) -> None:
    """Lines under 推荐阅读 are titles of other pages, until something ends like a sentence."""
    listing = False
    for index, text in enumerate(texts):
        if _RECOMMENDED.match(text) and roles[index] == "furniture":
            listing = True
        elif listing and (_STOPPED.search(text) or len(text) > _LONGEST_TITLE or number_of(text)):
            listing = False
        elif listing:
            roles[index] = "furniture"


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


def _mark_head(texts: Sequence[str], roles: list[Role]) -> None:
    content = [index for index in range(min(len(texts), 3 * _HEAD)) if roles[index] != "furniture"][:_HEAD]
    titled = False
    for place, index in enumerate(content):
        text = texts[index]
        rest = content[place + 1 :]
        if roles[index] != "body":
            continue
        if _is_byline(text, titled=titled) or (rest and _DATE_LINE.fullmatch(text)):
            roles[index] = "byline"
        elif len(text) <= 80 and _SALUTATION.fullmatch(text):
            roles[index] = "salutation"
        elif rest and is_title_like(text) and (not titled or _TITLE_WORDS.search(text)):
            roles[index] = "title"
            titled = True
        else:
            return


def _is_byline(text: str, *, titled: bool) -> bool:
    """Tell whether a line at the top is a law's history or names; one name alone must stand under a title."""
    return bool(_HISTORY.match(text) or _NAMES.fullmatch(text) or (titled and _NAME.fullmatch(text)))


def _mark_tail(texts: Sequence[str], roles: list[Role]) -> None:
    signed = False
    for index in range(len(texts) - 1, max(len(texts) - _TAIL, 0), -1):
        text = texts[index]
        if _DATE_LINE.fullmatch(text) or _CONTACT_AT_END.match(text):
            roles[index] = "signature"
            signed = True
        elif roles[index] != "body":
            continue
        elif _NAMES.fullmatch(text):
            roles[index] = "byline"
        elif signed and _OFFICE.fullmatch(text):
            roles[index] = "signature"
        elif len(text) > _LONGEST_TITLE or _STOPPED.search(text):
            return
