"""An application that hands an unexpected error to whoever runs it; Textual would print a traceback on the terminal."""

from textual.app import App


class ReportingApp(App[int]):
    """Runs until it leaves; what went wrong inside is raised, or kept in `failure`."""

    failure: Exception | None = None
    """The unexpected error that ended the application; None while there was none."""

    def read(self, mouse: bool) -> None:
        """Run until the reader leaves. Raises what went wrong inside, once the terminal is as it was."""
        self.run(mouse=mouse)
        if self._exception is not None:
            raise self._exception

    def _print_error_renderables(self) -> None:
        """Textual would print tracebacks here; the command line says the error in one line instead."""
        self._exit_renderables.clear()

    def _handle_exception(self, error: Exception) -> None:
        """Leave at once and hand the error to whoever started the reader: no traceback on the terminal."""
        self.failure = self.failure or error
        self.exit()
