"""One file, one pattern; importing this package registers them all, in this order."""

from qbank.facts import case_pairs as case_pairs
from qbank.facts import chronology as chronology
from qbank.facts import code_gloss as code_gloss
from qbank.facts import contrast as contrast
from qbank.facts import date as date
from qbank.facts import definition as definition
from qbank.facts import duty_pairs as duty_pairs
from qbank.facts import enumeration as enumeration
from qbank.facts import head_pairs as head_pairs
from qbank.facts import heading_list as heading_list
from qbank.facts import inclusion as inclusion
from qbank.facts import label_pairs as label_pairs
from qbank.facts import ordered_list as ordered_list
from qbank.facts import person as person
from qbank.facts import points as points
from qbank.facts import quantity as quantity
from qbank.facts import respective_pairs as respective_pairs
from qbank.facts import responsibility as responsibility
from qbank.facts import scale as scale
from qbank.facts import stages as stages
from qbank.facts import term_pairs as term_pairs
from qbank.facts.find import find_all as find_all
