"""Life table, fertility, age groups: pure functions on arrays, age on the last axis."""
