"""What notebooks and the command line call: one method a stage, wiring the parts."""

from qbank.workbench.ingest import Progress as Progress
from qbank.workbench.workspace import Workspace as Workspace
from qbank.workbench.workspace import init as init
from qbank.workbench.workspace import open_workspace as open_workspace
