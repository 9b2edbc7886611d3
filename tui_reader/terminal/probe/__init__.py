"""Questions to the terminal, to tmux and to the tty, and their answers."""
