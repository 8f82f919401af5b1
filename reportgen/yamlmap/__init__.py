"""Reading YAML that people type: text with positions in, typed records and findings out."""
