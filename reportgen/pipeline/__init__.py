"""The order of things: a file for each command says which stage follows which. Nothing here prints."""
