"""Files made to harm: none of them may bring more than words."""
