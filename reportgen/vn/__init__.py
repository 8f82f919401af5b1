"""Vietnamese dates, numbers, words and letter widths: leaves that know nothing of reports."""
