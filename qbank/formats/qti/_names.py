"""The two QTI dialects: one description of all in which 3.0 and 2.1 differ, under the names that 2.1 uses.

What we write is told in 2.1's names (``choiceInteraction``, ``responseIdentifier``) and turned into a dialect's own;
what we read is turned back, whatever release it is of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_Element = Any  # lxml publishes no types
_HUMP = re.compile("[A-Z]")
_HYPHEN = re.compile("-([a-z0-9])")
_PREFIX = "qti-"

STIMULUS, PROOF, RATIONALE, LABEL, BLANK_CLASS, POINTS = (
    "qbank-stimulus", "qbank-proof", "qbank-rationale", "qbank-label", "qbank-blank", "qbank-points",
)  # fmt: skip
"""Classes of HTML elements by which our reader knows a part; any other shows it as text, as it stands."""
TOOL = "qbank"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOM = "http://ltsc.ieee.org/xsd/LOM"
CHAPTER, AUDIENCE = "qbank:chapter", "qbank:audience"
"""Sources of the taxon paths in which chapter and audience are told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialect:
    """How one release of QTI is written; there is one of each.

    Args:
        format: the name of the format that writes it.
        prefix: what element names begin with; with one, names are in kebab case.
        item_space: namespace of items and tests.
        item_schema: where its schema is, for ``xsi:schemaLocation``.
        package_space: namespace of the manifest, and ``package_schema``, where its schema is.
        schema: what the manifest says it is, and ``version``, of which release.
        item_type: resource type of items, and ``test_type``, of tests.
        templates: address of the response processing templates, with ``{}`` for the name of one.
        content: the element that must be around what a rubric or a feedback says, "" for none.
        human: whether an outcome can say that a person sets it.
    """

    format: str
    prefix: str
    item_space: str
    item_schema: str
    package_space: str
    package_schema: str
    schema: str
    version: str
    item_type: str
    test_type: str
    templates: str
    content: str
    human: bool

    def element(self, name: str, content: str = "", /, **attributes: object) -> str:
        """Return an element with open and close tag; ``content`` is markup already, attributes are quoted here."""
        tag = self.tag(name)
        return f"<{tag}{self.attributes(attributes)}>{content}</{tag}>"

    def attributes(self, given: Mapping[str, object]) -> str:
        """Return attributes as they stand in a tag, each after a space."""
        kebab = bool(self.prefix)
        return "".join([
            f' {kebab_of(name) if kebab else name}="{quoted(str(value))}"' for name, value in given.items()
        ])

    def tag(self, name: str) -> str:
        """Return the dialect's name of an element."""
        return self.prefix + kebab_of(name) if self.prefix else name

    def around(self, content: str) -> str:
        """Return what stands in a rubric or a feedback, in the element that the dialect wants around it."""
        return self.element(self.content, content) if self.content else content


QTI3 = Dialect(
    format="qti3",
    prefix=_PREFIX,
    item_space="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    item_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    package_space="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    schema="QTI Package",
    version="3.0.0",
    item_type="imsqti_item_xmlv3p0",
    test_type="imsqti_test_xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{}.xml",
    content="contentBody",
    human=True,
)
QTI21 = Dialect(
    format="qti21",
    prefix="",
    item_space="http://www.imsglobal.org/xsd/imsqti_v2p1",
    item_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    package_space="http://www.imsglobal.org/xsd/imscp_v1p1",
    package_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    schema="QTIv2.1 Package",
    version="1.0.0",
    item_type="imsqti_item_xmlv2p1",
    test_type="imsqti_test_xmlv2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{}",
    content="",
    human=False,
)


@lru_cache(maxsize=1024)
def kebab_of(name: str) -> str:
    """Return ``responseIdentifier`` as ``response-identifier``."""
    return _HUMP.sub(lambda hump: f"-{hump.group().lower()}", name)


@lru_cache(maxsize=1024)
def camel_of(tag: str) -> str:
    """Return the name of an element or attribute in 2.1's words, without namespace."""
    name = tag.rpartition("}")[2]
    return _HYPHEN.sub(lambda hump: hump[1].upper(), name.removeprefix(_PREFIX))


def name_of(element: _Element) -> str:
    """Return an element's name in 2.1's words, without namespace; "" for a comment or the like."""
    tag = element.tag
    return camel_of(tag) if isinstance(tag, str) else ""


@cache
def tags_of(*names: str) -> tuple[str, ...]:
    """Return how elements of these names are told in either dialect, for lxml to look for."""
    return tuple(f"{{*}}{tag}" for name in names for tag in (name, _PREFIX + kebab_of(name)))


def attribute(element: _Element, name: str, default: str = "") -> str:
    """Return an attribute by 2.1's name, stripped of spaces."""
    value = element.get(name)
    if value is None:
        value = element.get(kebab_of(name), default)
    return str(value).strip()


def quoted(text: str) -> str:
    """Return text as it stands in an attribute; line ends and tabs survive there only as references."""
    if text.isalnum():
        return text
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def escaped(text: str) -> str:
    """Return text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def html(name: str, content: str, css: str = "") -> str:
    """Return an element of HTML, which every dialect names alike; ``content`` is markup already."""
    return f'<{name} class="{css}">{content}</{name}>' if css else f"<{name}>{content}</{name}>"
