"""What every page of ours is made of: elements that escape their texts, the colours, what a browser may do."""
