"""Validates folders as research objects (RO-Crate 1.1), without a network.

The validator asks for one address, that of the context; it is answered from the package rocrate, which carries it.
Every other one is answered as if there were no network.
"""
import io
import pathlib
import sys
import urllib.request

import requests
import requests_cache
import rocrate

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
TEXT = (pathlib.Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes()
TYPE = {"Content-Type": "application/ld+json"}


class Opened(io.BytesIO):
    """What a reader of addresses gives for the context."""

    headers, status, code, url = TYPE, 200, 200, CONTEXT

    def info(self):
        return self.headers

    def geturl(self):
        return self.url


def opened(_, request, data=None, timeout=None):
    url = request if isinstance(request, str) else request.full_url
    if url != CONTEXT:
        raise OSError(f"no network for {url}")
    return Opened(TEXT)


def asked(_, method, url, *words, **more):
    response = requests.Response()
    response.url = url
    response.status_code = 200 if url == CONTEXT else 404
    response._content = TEXT if url == CONTEXT else b""
    response.headers.update(TYPE)
    return response


urllib.request.OpenerDirector.open = opened
requests_cache.session.CacheMixin.request = asked
requests.sessions.Session.request = asked

from rocrate_validator import models, services  # noqa: E402  what it asks with is replaced first

wrong = False
for folder in sys.argv[1:]:
    settings = models.ValidationSettings(
        rocrate_uri=folder, profile_identifier="ro-crate-1.1", requirement_severity=models.Severity.REQUIRED
    )
    result = services.validate(settings)
    wrong = wrong or not result.passed()
    for issue in result.get_issues():
        print(f"{issue.check.identifier}: {issue.message}")
sys.exit(1 if wrong else 0)
