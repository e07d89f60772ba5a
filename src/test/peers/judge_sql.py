"""Prints the statements of files of SQL that sqlglot's Snowflake parser does not understand, as FILE<tab>WHY<tab>STATEMENT;
then how many it has read. "opaque" is one that it passes on as it is.

usage: judge_sql.py FILE...      Statements end with ; at the end of a line, and comments have lines of their own.
"""
import logging
import re
import sys
from pathlib import Path

import sqlglot
from sqlglot import exp

PIPE = re.compile(r"CREATE PIPE IF NOT EXISTS \S+ AUTO_INGEST = TRUE AS ")  # sqlglot knows no pipes, but what is in them

logging.disable(logging.WARNING)  # of what is opaque
read = 0
for file in map(Path, sys.argv[1:]):
    text = re.sub(r"(?m)^\s*--.*\n", "", file.read_text() + "\n")
    for statement in filter(None, map(str.strip, re.split(r";[ \t]*\n", text))):
        read += 1
        try:
            why = "opaque" if sqlglot.parse_one(PIPE.sub("", statement), read="snowflake").find(exp.Command) else ""
        except sqlglot.errors.SqlglotError as e:
            why = str(e).splitlines()[0]
        if why:
            print(file.name, why, re.sub(r"\s+", " ", statement), sep="\t")
print(read)
