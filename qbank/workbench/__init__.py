"""What notebooks and the command line call: one method a stage, wiring the parts."""

from qbank.workbench.ingest import Progress as Progress
from qbank.workbench.opening import init as init
from qbank.workbench.opening import open_workspace as open_workspace
from qbank.workbench.workspace import Workspace as Workspace
