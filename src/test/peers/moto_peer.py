"""moto's server, for S3 and Secrets Manager. GET /__log tells the requests since the last reset, as [access key, request]: method
and path, or operation and secret."""
import io
import json
import logging
import re

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

import loopback

log = []
moto = DomainDispatcherApplication(create_backend_app)


def app(environ, start_response):
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if path == "/__log":
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(log).encode()]
    if path == "/moto-api/reset":
        log.clear()
    else:
        request = f"{environ['REQUEST_METHOD']} {path}" + (f"?{query}" if query else "")
        if target := environ.get("HTTP_X_AMZ_TARGET"):
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            environ["wsgi.input"] = io.BytesIO(body)
            request = f"{target} {json.loads(body).get('SecretId')}"
        key = re.search(r"Credential=([^/]*)", environ.get("HTTP_AUTHORIZATION", ""))
        log.append([key[1] if key else "", request])
    return moto(environ, start_response)


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    listening = loopback.bound()
    make_server("127.0.0.1", 0, app, threaded=True, fd=listening.fileno()).serve_forever()
