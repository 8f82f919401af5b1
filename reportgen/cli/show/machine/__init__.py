"""What each command prints for machines: the record that ``formats/outputs`` declares, from what the pipeline says.

Loaded only when a machine asks, as is the declaration.
"""
