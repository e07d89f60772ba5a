"""fakesnow's server with what Snowflake's JDBC driver and Wadi's statements want beyond it; every change says why.

POST /__reset gives an empty account. Of what came since then GET /__log tells each statement as [session, user, query tag,
SQL, code of the refusal or null], GET /__sessions how many sessions are open, GET /__files what lies in the stages.
"""
import gzip
import json
import logging
import os
import re
import shutil
import sys

import fakesnow.copy_into as copy_into
import fakesnow.info_schema as info_schema
import fakesnow.server as server
import fakesnow.transforms as transforms
import uvicorn
from fakesnow import statement_type
from fakesnow.cursor import FakeSnowflakeCursor
from fakesnow.instance import FakeSnow
from fakesnow.transforms import stage
from sqlglot import exp
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

import loopback

DONE = "SELECT 'Statement executed successfully.' AS status"
log = []
users = {}
temporary = {}


def body_of(request, body):
    return json.loads(gzip.decompress(body) if request.headers.get("Content-Encoding") == "gzip" else body)


async def login(request):
    body = body_of(request, await request.body())
    response = await server.login_request(request)
    token = json.loads(response.body)["data"]["token"]
    users[token] = (len(users) + 1, body["data"]["LOGIN_NAME"])
    connection = server.sessions[token]
    if connection.database and not connection.schema_set:
        for sql in ("CREATE SCHEMA IF NOT EXISTS PUBLIC", "USE SCHEMA PUBLIC"):  # each database of Snowflake has one
            connection.cursor().execute(sql)
    return response


async def session(request):
    """Temporary tables go with their session: see rewritten."""
    if request.query_params.get("delete") and (connection := server.sessions.get(server.to_token(request))):
        for table in temporary.pop(connection, []):
            connection.cursor().execute(f"DROP TABLE IF EXISTS {table}")
    return await server.session(request)


async def query(request):
    """Notes the statement; what fakesnow cannot do is a refusal, for the driver repeats a 500 for a minute."""
    body = body_of(request, await request.body())
    response = await server.query_request(request)
    answer = json.loads(response.body)
    if response.status_code == 500:
        answer = {"success": False, "code": "009999", "message": f"fakesnow: {answer['message']}",
                  "data": {"errorCode": "009999", "sqlState": "99999"}}
        response = JSONResponse(answer)
    elif parameters := (answer["data"] or {}).get("parameters"):
        parameters.append({"name": "TIME_OUTPUT_FORMAT", "value": "HH24:MI:SS.FF9"})  # else tests read whole seconds
        response = JSONResponse(answer)
    if not answer["success"]:
        print("refused:", answer["code"], answer["message"], "-", body["sqlText"], file=sys.stderr, flush=True)
    if not body.get("describeOnly"):
        token = server.to_token(request)
        tag = (body.get("parameters") or {}).get("QUERY_TAG", "")
        log.append([*users.get(token, (0, "")), tag, body["sqlText"], None if answer["success"] else answer["code"]])
    return response


def stage_info(request, expression, data):
    """The driver copies files itself: it and the server share a disk. fakesnow would have it upload to a cloud."""
    os.makedirs(data["stageInfo"]["location"], exist_ok=True)
    data["overwrite"] = True  # fakesnow ignores OVERWRITE = TRUE
    return data["stageInfo"]


server.gcs_stage_info = stage_info

_source_urls = copy_into._source_urls


def source_urls(source, files):
    """FILES = (...) of an internal stage: fakesnow wants a scheme."""
    if files and stage.is_internal(source):
        return [source.rstrip("/") + "/" + file for file in files]
    return _source_urls(source, files)


copy_into._source_urls = source_urls

_strip_json_extract = copy_into._strip_json_extract


def strip_json_extract(select):
    """$1:"DATE" becomes a column's name, which fakesnow forgets to quote."""
    stripped = _strip_json_extract(select)
    for expression in stripped.expressions:
        for name in expression.find_all(exp.Identifier):
            name.set("quoted", True)
    return stripped


copy_into._strip_json_extract = strip_json_extract


def removed(connection, path):
    name, _, folder = path.replace('"', "").partition("/")
    parts = stage.parts_from_var(name, connection.database, connection.schema)
    target = os.path.normpath(os.path.join(stage.LOCAL_BUCKET_PATH, *parts, folder))
    if os.path.isdir(target):
        shutil.rmtree(target)


_statement_type_id = server.statement_type_id


def statement_type_id(expression):
    """What sqlglot passes on as it is has no type, and the driver wants one where nothing is asked for."""
    opaque = isinstance(expression, exp.Command) and expression.this.upper() == "CREATE"
    return statement_type.DDL if opaque else _statement_type_id(expression)


server.statement_type_id = statement_type_id


def cloned(connection, target, source):
    """With the columns as they are: fakesnow takes no OR REPLACE here and loses NOT NULL."""
    schema, table = source.strip('"').split('"."')
    of = "FROM duckdb_tables() WHERE database_name = ? AND schema_name = ? AND table_name = ?"
    (made,) = connection._duck_conn.execute(f"SELECT sql {of}", [connection.database, schema, table]).fetchone()
    connection._duck_conn.execute(f"CREATE OR REPLACE TABLE {target} {made[made.index('('):]}")
    connection._duck_conn.execute(f"INSERT INTO {target} SELECT * FROM {source}")


def rewritten(connection, sql):
    sql = re.sub(r"\bTYPEOF\((\w+)\)", r"JSON_TYPE(\1)", sql)  # DuckDB's own says JSON of all that is VARIANT
    if put := re.fullmatch(r"(?s)(PUT '.*') '(@[^']*)'(.*)", sql):
        return f"{put[1]} {put[2]}{put[3]}"  # a quoted stage is a text to fakesnow
    if create := re.match(r'CREATE TEMPORARY TABLE (("(?:[^"]|"")+"\.?)+)', sql):
        temporary.setdefault(connection, []).append(create[1])  # DuckDB has no schemas for them
        return sql.replace("TEMPORARY ", "", 1)
    if merge := re.match(r"(?s)(MERGE INTO \S+ USING )(\S+)( \S+ ON .*)", sql):
        return f"{merge[1]}(SELECT * FROM {merge[2]}){merge[3]}"  # a table's alias is nothing to fakesnow
    if sql.startswith("BEGIN NAME "):
        return "BEGIN"  # DuckDB's transactions have no names
    if clone := re.fullmatch(r"CREATE OR REPLACE TABLE (\S+) CLONE (\S+) COPY GRANTS", sql):
        cloned(connection, clone[1], clone[2])  # sqlglot passes COPY GRANTS on as it is
        return DONE
    if remove := re.fullmatch(r"REMOVE @(\S+)", sql):
        removed(connection, remove[1])  # not in fakesnow
        return DONE
    return sql


_execute = FakeSnowflakeCursor.execute


def execute(self, command, *args, **kwargs):
    return _execute(self, rewritten(self._conn, command), *args, **kwargs)


FakeSnowflakeCursor.execute = execute


_integer_precision = transforms.integer_precision
NUMBER_38 = exp.DataType.build("NUMBER(38,0)", dialect="snowflake")


def integer_precision(expression):
    """NUMBER(38,0) keeps its 38 digits, of which fakesnow has no more than 64 bits."""
    return expression if expression == NUMBER_38 else _integer_precision(expression)


transforms.integer_precision = integer_precision

# In a transaction fakesnow's MERGE, which makes a table, cannot note that table's comment; nobody has comments here.
info_schema.insert_table_comment_sql = lambda *of: "SELECT 1"


def reset(request):
    server.sessions.clear()
    server.shared_fs.duck_conn.close()
    server.shared_fs = FakeSnow()
    server.shared_fs.duck_conn.execute("SET threads = 1")  # each answer is small
    shutil.rmtree(stage.LOCAL_BUCKET_PATH)
    os.mkdir(stage.LOCAL_BUCKET_PATH)
    for kept in (log, users, temporary):
        kept.clear()
    return JSONResponse({})


def files(request):
    below = stage.LOCAL_BUCKET_PATH
    return JSONResponse(sorted(os.path.relpath(os.path.join(folder, name), below)
                               for folder, _, names in os.walk(below) for name in names))


ours = {
    "/session/v1/login-request": login,
    "/queries/v1/query-request": query,
    "/session": session,
}
app = Starlette(routes=[
    *[Route(path, endpoint, methods=["POST"]) for path, endpoint in ours.items()],
    *[route for route in server.app.router.routes if route.path not in ours],
    Route("/telemetry/send", lambda request: JSONResponse({"success": True}), methods=["POST"]),
    Route("/__reset", reset, methods=["POST"]),
    Route("/__log", lambda request: JSONResponse(log)),
    Route("/__sessions", lambda request: JSONResponse(len(server.sessions))),
    Route("/__files", files),
])

if __name__ == "__main__":
    logging.getLogger("fakesnow").setLevel(logging.ERROR)
    listening = loopback.bound()
    config = uvicorn.Config(app, log_level="error")
    uvicorn.Server(config).run(sockets=[listening])
