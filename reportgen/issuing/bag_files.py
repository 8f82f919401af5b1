"""What the files in the bag of an issued document are called, below the bag itself and below its payload."""

METADATA_FILE = "van-ban.xml"
"""The decree's fields, beside the payload."""
TEXT_FILE = "van-ban.txt"
SNAPSHOT_FILE = "so-lieu.json"
CHECKS_FILE = "kiem-tra.json"
INPUTS, TEMPLATES = "dau-vao", "mau"
