"""What vouches for each figure in the office's words: the texts that they stand on, sums of them, what the data counts.

text ── figures (numbers, rates, fractions, days, documents; with the words beside each)
Snapshot (and those of the periods before) ── evidence: the same of every text, and what follows from it
figure × evidence ── doubts: the data says another figure of the same, or nothing vouches for it

Two figures are said of the same where the words beside them are alike (:mod:`reportgen.vouch.alike`). A wrong alarm
costs more than a slip that is not seen: what is worded quite otherwise, and has its figure, is believed.
"""
