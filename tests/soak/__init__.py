"""Long fuzzing, run by hand with ``make soak``; the quick kind is hypothesis' and runs with the tests."""
