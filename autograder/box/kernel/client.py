"""nbclient with an eye on what comes back: a kernel's messages are bounded, and may be anything."""

from collections.abc import Mapping
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from traitlets import Int

OUTPUTS = ("stream", "display_data", "update_display_data", "execute_result", "error", "clear_output")
SIGNS = ("status", "execute_input")
MOST_MESSAGES = 20_000  # of one cell
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError)


class BoundedClient(NotebookClient):
    """Keeps outputs up to a number of bytes for each cell and one for all; `flooded` once there were more, `whole`
    once the cell's last message has come.

    Widgets and their messages are no output that anybody reads here.
    """

    cell_bytes = Int(0)
    all_bytes = Int(0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = self.kept_of_cell = self.messages = 0
        self.flooded = self.whole = False

    def begin_cell(self) -> None:
        self.kept_of_cell = self.messages = 0
        self.flooded = self.whole = False

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """What is no message, or one too many, leaves no trace; that a cell has ended is let through."""
        kind = msg.get("msg_type")
        if kind in OUTPUTS and not self._has_room(msg):
            return None
        if kind not in (*OUTPUTS, *SIGNS):
            return None
        try:
            return super().process_message(msg, cell, cell_index)
        except CellExecutionComplete:
            self.whole = True
            raise
        except MALFORMED:
            return None

    def _has_room(self, msg: Mapping[str, Any]) -> bool:
        size = _size(msg.get("content"))
        self.messages += 1
        room = min(self.cell_bytes - self.kept_of_cell, self.all_bytes - self.kept)
        if self.flooded or size > room or self.messages > MOST_MESSAGES:
            self.flooded = True
            return False
        self.kept_of_cell += size
        self.kept += size
        return True


def _size(content: object) -> int:
    """Characters of all texts in it, and a few bytes for each value."""
    total, left = 0, [content]
    while left:
        value = left.pop()
        total += len(value) if isinstance(value, str) else 8
        if isinstance(value, dict):
            left += [*value, *value.values()]
        elif isinstance(value, list):
            left += value
    return total
