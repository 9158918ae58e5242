"""The test that a person takes: a folder that opens in a browser and writes an answer file. Nothing
but the command line imports it."""
