"""From answer files to sittings: layouts as data, columns matched to items, each doubt named."""

from qbank.answers._plain import numbers_of as numbers_of
from qbank.answers._read import read as read
from qbank.answers.forms import Paper as Paper
from qbank.answers.forms import Sat as Sat
from qbank.answers.forms import numbering as numbering
from qbank.answers.joined import Joined as Joined
from qbank.answers.joined import JoinedBlock as JoinedBlock
from qbank.answers.joining import joined as joined
from qbank.answers.report import Report as Report
from qbank.answers.report import impersonal as impersonal
from qbank.answers.sitting import Block as Block
from qbank.answers.sitting import Reading as Reading
