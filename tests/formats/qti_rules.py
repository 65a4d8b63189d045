"""What importers reject in a QTI package, found by ElementTree alone: nothing of ours has a part in it."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

ITEM_SPACE = {
    "qti3": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "qti21": "http://www.imsglobal.org/xsd/imsqti_v2p1",
}
PACKAGE_SPACE = {
    "qti3": "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    "qti21": "http://www.imsglobal.org/xsd/imscp_v1p1",
}
SCHEMA = {"qti3": ("QTI Package", "3.0.0"), "qti21": ("QTIv2.1 Package", "1.0.0")}
RESOURCE = {
    "qti3": ("imsqti_test_xmlv3p0", "imsqti_item_xmlv3p0"),
    "qti21": ("imsqti_test_xmlv2p1", "imsqti_item_xmlv2p1"),
}
HTML = {"p", "div", "span", "br", "table", "thead", "tbody", "tr", "th", "td"}
ORDER = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback")
INSIDE = {
    "assessmentItem": set(ORDER),
    "responseDeclaration": {"correctResponse", "mapping"},
    "correctResponse": {"value"},
    "defaultValue": {"value"},
    "mapping": {"mapEntry"},
    "outcomeDeclaration": {"defaultValue"},
    "itemBody": {"div", "p", "choiceInteraction", "orderInteraction", "matchInteraction", "extendedTextInteraction",
                 "rubricBlock"},
    "choiceInteraction": {"prompt", "simpleChoice"},
    "orderInteraction": {"prompt", "simpleChoice"},
    "matchInteraction": {"prompt", "simpleMatchSet"},
    "extendedTextInteraction": {"prompt"},
    "textEntryInteraction": set(),
    "simpleMatchSet": {"simpleAssociableChoice"},
    "prompt": {"br", "span"},
    "simpleChoice": {"br"},
    "simpleAssociableChoice": {"br"},
    "p": {"textEntryInteraction"},
    "div": {"p"},
    "responseProcessing": {"responseCondition", "setOutcomeValue"},
    "responseCondition": {"responseIf", "responseElseIf", "responseElse"},
    "responseIf": {"match", "or", "gte", "setOutcomeValue"},
    "responseElseIf": {"gte", "setOutcomeValue"},
    "responseElse": {"setOutcomeValue"},
    "setOutcomeValue": {"baseValue", "mapResponse", "sum", "divide"},
    "match": {"variable", "correct", "baseValue"},
    "or": {"match"},
    "gte": {"mapResponse", "baseValue"},
    "sum": {"variable", "baseValue", "mapResponse"},
    "divide": {"sum", "variable", "mapResponse", "baseValue"},
}  # fmt: skip
"""What may stand in what, by 2.1's names; HTML tables aside."""


def plain(name: str, release: str) -> str:
    """Return a name of 3.0 as 2.1 has it, and any other as it is."""
    if release == "qti3" and name.startswith("qti-"):
        name = name.removeprefix("qti-")
    return re.sub("-([a-z])", lambda hump: hump[1].upper(), name) if release == "qti3" else name


def parsed(data: str | bytes) -> ElementTree.Element:
    """Return the root of a file of ours."""
    return ElementTree.fromstring(data)  # noqa: S314 - written a moment ago


class Checker:
    """What an importer rejects, found in the members of a package; ``faults`` says so in words."""

    def __init__(self, members: dict[str, bytes], release: str) -> None:
        self.members, self.release, self.faults = members, release, []
        self.check_manifest()
        self.check_test()
        for name in members:
            if name not in {"imsmanifest.xml", "test.xml"}:
                self.check_item(name)

    def want(self, is_so: bool, *what: object) -> None:
        """Note a fault unless something is so."""
        if not is_so:
            self.faults.append(" ".join(map(str, what)))

    def root(self, name: str) -> ElementTree.Element:
        """Return a document with names in 2.1's words; a self-closed element of QTI's own is a fault."""
        text = self.members[name].decode("utf-8")
        self.want(text.startswith('<?xml version="1.0" encoding="UTF-8"?>'), name, "declaration")
        for tag in re.findall(r"<([\w-]+)[^<>]*/>", text):
            self.want(tag in {"br", "file", "dependency"}, name, tag, "closes itself")
        root = parsed(text)
        for element in root.iter():
            space, _, tag = element.tag.rpartition("}")
            self.want(not any(each.startswith("data-") for each in element.attrib), name, tag, "data attribute")
            if space == "{" + ITEM_SPACE[self.release]:
                self.want((tag in HTML) != tag.startswith("qti-") or self.release == "qti21", name, tag, "prefix")
                element.attrib = {plain(each, self.release): value for each, value in element.attrib.items()}
                element.tag = plain(tag, self.release)
        return root

    def check_manifest(self) -> None:
        """Every file is listed once, under its type, and every address leads to a file."""
        space = "{" + PACKAGE_SPACE[self.release] + "}"
        root = self.root("imsmanifest.xml")
        self.want(root.tag == f"{space}manifest", "manifest's namespace", root.tag)
        told = (root.findtext(f"{space}metadata/{space}schema"), root.findtext(f"{space}metadata/{space}schemaversion"))
        self.want(told == SCHEMA[self.release], "schema", told)
        resources = root.findall(f"{space}resources/{space}resource")
        files = Counter(each.get("href") for resource in resources for each in resource.findall(f"{space}file"))
        self.want(set(files) == set(self.members) - {"imsmanifest.xml"}, "files", files)
        self.want(all(times == 1 for times in files.values()), "listed twice", files)
        ids = [each.get("identifier", "") for each in resources]
        self.want(len(set(ids)) == len(ids) and all(map(is_name, ids)), "identifiers", ids)
        kinds = [each.get("type") for each in resources]
        test, item = RESOURCE[self.release]
        self.want(kinds == [test, *[item] * (len(kinds) - 1)], "types", kinds)
        needed = [each.get("identifierref") for each in resources[0].findall(f"{space}dependency")]
        self.want(needed == ids[1:], "dependencies", needed)

    def check_test(self) -> None:
        """The test names the items in their order and shows feedback."""
        root = self.root("test.xml")
        self.want(root.tag == "assessmentTest" and bool(root.get("title")), "test", root.tag)
        self.want(
            [each.tag for each in root] == ["outcomeDeclaration", "testPart", "outcomeProcessing"], "test's parts"
        )
        references = [each.get("href") for each in root.iter("assessmentItemRef")]
        self.want(references == [each for each in self.members if each.startswith("items/")], "order", references)
        self.want(root.find("testPart/itemSessionControl") is not None, "no feedback would show")

    def check_item(self, name: str) -> None:
        """One item: the parts in order, each in its place, and no identifier that names nothing."""
        root = self.root(name)
        self.want(root.tag == "assessmentItem" and is_name(root.get("identifier", "")), name, root.attrib)
        self.want(bool(root.get("title")) and root.get("adaptive") == "false", name, root.attrib)
        self.want(root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN", name, "language")
        places = [ORDER.index(each.tag) for each in root]
        self.want(places == sorted(places), name, "order", places)
        for element in root.iter():
            allowed = INSIDE.get(element.tag)
            for child in element if allowed is not None else ():
                self.want(child.tag in allowed, name, child.tag, "in", element.tag)
        for told in (*root.iter("rubricBlock"), *root.iter("modalFeedback")):
            wrapped = [each.tag for each in told] == ["contentBody"]
            self.want(wrapped == (self.release == "qti3"), name, told.tag, "content body")
        self.check_rubric(root, name)
        self.check_identifiers(root, name)

    def check_rubric(self, root: ElementTree.Element, name: str) -> None:
        """What scorers read is for scoring; whoever writes freely is marked by a person."""
        for rubric in root.iter("rubricBlock"):
            self.want((rubric.get("view"), rubric.get("use")) == ("scorer", "scoring"), name, rubric.attrib)
        score = next(each for each in root.iter("outcomeDeclaration") if each.get("identifier") == "SCORE")
        by_person = root.find(".//extendedTextInteraction") is not None
        wanted = "human" if by_person and self.release == "qti3" else None
        self.want(score.get("externalScored") == wanted, name, score.attrib)

    def check_identifiers(self, root: ElementTree.Element, name: str) -> None:
        """Keys and mappings name choices, rules name variables, interactions name declarations."""
        outcomes = {each.get("identifier") for each in root.iter("outcomeDeclaration")}
        responses = {each.get("identifier"): each for each in root.iter("responseDeclaration")}
        bound = [each.get("responseIdentifier") for each in root.iter() if each.tag.endswith("Interaction")]
        self.want(sorted(bound) == sorted(responses), name, "bound", bound)
        for tag in ("variable", "correct", "mapResponse", "setOutcomeValue"):
            for each in root.iter(tag):
                self.want(each.get("identifier") in {*outcomes, *responses}, name, tag, each.attrib)
        for feedback in root.iter("modalFeedback"):
            self.want(feedback.get("outcomeIdentifier") in outcomes, name, feedback.attrib)
        choices = [
            each.get("identifier") for tag in ("simpleChoice", "simpleAssociableChoice") for each in root.iter(tag)
        ]
        self.want(len(set(choices)) == len(choices) and all(map(is_name, choices)), name, "choices", choices)
        for declared in responses.values():
            kind = declared.get("baseType")
            values = [each.text for each in declared.iter("value")]
            keys = [each.get("mapKey") for each in declared.iter("mapEntry")]
            named = [word for each in [*values, *keys] for word in each.split()] if kind != "string" else []
            self.want(set(named) <= set(choices), name, "key names no choice", named)
            if kind == "string":
                cased = [each.get("caseSensitive") for each in declared.iter("mapEntry")]
                self.want(all(each == "true" for each in cased), name, "a blank response breaks players")


def is_name(text: str) -> bool:
    """Tell whether an identifier is one in XML's sense and short enough for old receivers."""
    return re.fullmatch("[A-Za-z_][A-Za-z0-9_.-]{0,31}", text) is not None
