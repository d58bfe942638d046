"""Answers what nobody asked, thousands of times: other versions of itself, and that it has shut down."""

# %%
from world import GENTLE

kernel = get_ipython().kernel
threads = kernel.shell_channel_thread
socket = threads.manager.get_subshell_to_shell_channel_socket(None) if threads else kernel.shell_stream
ident = kernel._get_shell_context_var(kernel._shell_parent_ident)
for n in range(200 if GENTLE else 20_000):
    for kind, content in (
        ("kernel_info_reply", {"status": "ok", "protocol_version": "99.0", "language_info": {"name": "R"}}),
        ("shutdown_reply", {"status": "ok", "restart": False}),
        ("execute_reply", {"status": "aborted"}),
        ("execute_reply", {}),
    ):
        kernel.session.send(socket, kind, content, parent={"header": {"msg_id": str(n)}}, ident=ident)
