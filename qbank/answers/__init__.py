"""From answer files to sittings: layouts as data, columns matched to items, each doubt named."""

from qbank.answers._read import Block as Block
from qbank.answers._read import Reading as Reading
from qbank.answers._read import Report as Report
from qbank.answers._read import read as read
