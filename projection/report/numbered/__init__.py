"""One module for each numbered table, and for the paragraphs of a report."""
