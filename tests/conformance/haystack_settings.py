"""Haystack's own test settings, with the connections that need nothing but Whoosh. The tests of several connections at
once ask for one named solr beside them."""

from tempfile import mkdtemp

from test_haystack.settings import *  # noqa: F403
from test_haystack.settings import HAYSTACK_CONNECTIONS as THEIRS

WHOOSH = "haystack.backends.whoosh_backend.WhooshEngine"

HAYSTACK_CONNECTIONS = {name: THEIRS[name] for name in ("default", "simple", "whoosh", "filtered_whoosh")} | {
    "solr": {"ENGINE": WHOOSH, "PATH": mkdtemp(prefix="conformance-")}
}
