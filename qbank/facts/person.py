"""Who holds which post: 由市应急管理局局长陆怀川任组长, 科长裴若谷负责, 副市长王琪."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _agents as agents
from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.facts._words import Words, words_of
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_HELD = re.compile(
    r"(?:^|[，。；、由])(?P<post>[^，。；：、由“”（）]{2,20}?(?:长|主任|书记|经理|主席|队长|负责人|站长|教导员|政委|主管))"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?=任|兼任|担任|为|负责|牵头|、|，|主持|同志)"
)
# 市林业局局长、防火指挥部指挥长沈怀远说: the last post tells in which body they serve.
_SAID = re.compile(
    r"(?:^|[，。；])(?:[^，。；：“”（）]{2,40}、)?(?P<post>[^，。；：、“”（）]{4,20}?(?:长|主任|书记|主席|负责人|政委))"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?=说[：，]?|表示|介绍|指出|强调|坦言)"
)
_SAME_BODY = 4
_CUE = re.compile("长|主任|书记|经理|主席|负责人|教导员|政委|主管")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊"
    "纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭"
    "洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊甄曲封芮储靳糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武"
    "符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边"
    "扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴利蔚越夔隆师巩厍聂晁勾"
    "敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公祁肖付闫商覃"
)


class PersonPattern:
    """Posts and their holders, three or more in one section, or in one body that speaks through them."""

    name = "person"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the holders of posts, section by section; a person of two posts, or a post of two, is left out."""
        held: list[rows.Row] = []
        said: list[rows.Row] = []
        for sent in outline.body():
            if not _CUE.search(sent.view):
                continue
            # Most sentences with 长 or 主任 name nobody, and are never cut into words.
            if _HELD.search(sent.view):
                held += _held(sent, words_of(sent, terms))
            said += [
                rows.row(sent, each.span("post"), each.span("name"))
                for each in _SAID.finditer(sent.view)
                if _is_named(each)
            ]
        found = [
            fact
            for group in rows.by_section(outline, _only(held))
            for fact in rows.pairs(group, self.name, ("职务", "任职人员"), outline)
            # Whoever is named all over a report or a speech is no division of posts.
            if fact.topic
        ]
        found += rows.pairs(_of_one_body(_only(said)), self.name, ("职务", "任职人员"), outline, everywhere=True)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the heads of three offices."""
        text = (
            "一、组织领导\n演练由副镇长陈望舒任总指挥，派出所所长李砚田、水利站站长温书衡任副总指挥，"
            "三人轮流在镇应急指挥室值守，遇有险情及时会商。\n"
            "二、工作要求\n各村要高度重视，认真抓好各项任务的落实。\n"
        )
        return text, (("副镇长", "陈望舒", "派出所所长", "李砚田", "水利站站长", "温书衡"),)

    def counter_example(self) -> str:
        """Return posts without names."""
        return "由镇长任组长，由分管副镇长任副组长，各村党支部书记为成员，办公室主任负责日常工作。"


PATTERNS.add(PersonPattern.name)(PersonPattern())


def _held(sent: Sentence, words: Words) -> Iterator[rows.Row]:
    for match in _HELD.finditer(sent.view):
        if match["name"].startswith("任副") or "的" in match["post"]:
            continue
        known = agents.kind_of(match["post"]) == "post" or match["post"].endswith("主管")
        if known and _is_told(match["name"]) and words.is_cut(match.start("post")):
            yield rows.row(sent, match.span("post"), match.span("name"))


def _is_named(match: re.Match[str]) -> bool:
    return _is_told(match["name"]) and "的" not in match["post"]


def _is_told(name: str) -> bool:
    """Tell whether a name begins with a surname and hides nobody: 李某 is not worth knowing."""
    return name[0] in _SURNAMES and "某" not in name


def _of_one_body(said: list[rows.Row]) -> list[rows.Row]:
    """Return those who speak as holders of posts in one body, so that their posts begin alike."""
    openings = [each.left.text[:_SAME_BODY] for each in said]
    return [each for each in said if openings.count(each.left.text[:_SAME_BODY]) >= rows.LEAST]


def _only(held: list[rows.Row]) -> list[rows.Row]:
    names = [each.right.text for each in held]
    return [each for each in held if names.count(each.right.text) == 1]
