"""The test suites of the libraries that the engine stands in for, run over it. They are fetched for the run."""
