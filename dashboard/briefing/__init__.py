"""Pages for print: figures of one filter set, drawn on the server without a browser."""
