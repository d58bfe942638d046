"""Asks whoever runs it to do its work: to put text into the next cell, to open pages and files."""

# %%
shell = get_ipython()
shell.set_next_input("print('LOOT')", replace=True)
shell.payload_manager.write_payload({"source": "page", "data": {"text/plain": "LOOT"}, "start": 0})
shell.payload_manager.write_payload({"source": "edit_magic", "filename": "/etc/passwd", "line_number": 0})
shell.payload_manager.write_payload({"source": "set_next_input", "text": "import os", "replace": True})
shell.payload_manager.write_payload({"source": "ask_exit", "keepkernel": False})
