"""The stock templates as code: figures, styles, outline. Nothing here is imported by the program."""
