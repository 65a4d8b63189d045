"""What people answered. It stays in the workspace, in a file of its own that no export and no backup of items holds."""

from qbank.sittings.store import FILE as FILE
from qbank.sittings.store import Sittings as Sittings
