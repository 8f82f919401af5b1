"""Goals of targets (*mức giao*): what kinds there are, how a plan words them, how a value is judged and printed."""
