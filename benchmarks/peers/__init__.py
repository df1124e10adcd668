"""Fifty phrases looked for in the same pages by clinic-check's engine and by other tools that take such rules.

    benchmarks/peers/environments.sh FOLDER
    python -m benchmarks.peers FOLDER [PAGES]

The first command installs each tool in an environment of its own below FOLDER; none of them is needed by the project.
"""
