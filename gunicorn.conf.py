"""gunicorn: threads that wait for the database beside each other, in a few processes that share what was preloaded."""

from gunicorn.http import message

from archive.environment import integer

# A query of 10,000 ideographs is 90,000 bytes in an address; it gets a page that says how it was cut. gunicorn
# would allow 8,190 or any length.
message.MAX_REQUEST_LINE = limit_request_line = 128 * 1024

bind = f"127.0.0.1:{integer('PORT', 8000, low=1, high=65535)}"
workers = integer("WEB_CONCURRENCY", 2, low=1, high=256)
threads = 4
worker_class = "gthread"
preload_app = (
    True  # jieba's dictionary is read once and shared; a reload of code is a USR2, since HUP keeps it
)
graceful_timeout = 20
accesslog = None
forwarded_allow_ips = ""  # whether a proxy is believed is ARCHIVE_BEHIND_PROXY's to say, not the address's
control_socket_disable = True


def when_ready(server):
    """Reads what every worker needs before they are forked, then moves it out of the collector's sight."""
    from django.db import connections

    from archive import memory
    from search.warming import warm

    memory.share_one_arena()
    warm()
    connections.close_all()
    memory.settle()
