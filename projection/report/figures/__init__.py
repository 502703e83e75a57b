"""The figures of a report, a function each: from the material to what is drawn."""
