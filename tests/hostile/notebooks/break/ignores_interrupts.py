"""Has the interrupt, and all other signals that can be, ignored; then it computes for ever."""

# %%
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
    signal.signal(number, signal.SIG_IGN)
while True:
    pass
