"""What each command prints, for people and for machines: a file for each command."""
