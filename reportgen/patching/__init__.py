"""Files that people and the program write together: blocks of our own found again, lines put in and taken out.

Every line that a person typed stays as it is, in its order, with its line end.
"""
