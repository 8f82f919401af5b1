"""What issuing knows: which draft is meant, what is printed on it, what speaks against it, what its bag keeps."""
