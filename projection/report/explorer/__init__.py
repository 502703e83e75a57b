"""The explorer: a page in which a projection is tried by hand, in a browser, with no server.

The page carries the base population and the rates of one scenario; `recurrence.js` works out
what the reader's sliders make of them. `page.explorer_page` writes it.
"""
