"""lm-eval: the folder for `--include_path`; `spatialbench path lm-eval` prints it.

`spatialbench` has the items of text and state, `spatialbench_pictures` those with pictures.
"""
