"""The form in a browser, under test: its script in node, a plan of every kind of row, what may be typed, real browsers."""
