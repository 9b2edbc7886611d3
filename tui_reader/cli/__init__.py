"""The command line: parser, dispatch, exit codes, and the output that every byte for stdout and stderr passes."""
