"""One file, one pattern; importing this package registers them all, in this order."""

from qbank.facts import code_gloss as code_gloss
from qbank.facts import consequence as consequence
from qbank.facts import contrast as contrast
from qbank.facts import date as date
from qbank.facts import deadline as deadline
from qbank.facts import definition as definition
from qbank.facts import enumeration as enumeration
from qbank.facts import heading_list as heading_list
from qbank.facts import inclusion as inclusion
from qbank.facts import points as points
from qbank.facts import quantity as quantity
from qbank.facts import responsibility as responsibility
from qbank.facts import schedule as schedule
from qbank.facts import share as share
from qbank.facts import start as start
from qbank.facts import target as target
from qbank.facts import tariff as tariff
from qbank.facts.find import find_all as find_all
