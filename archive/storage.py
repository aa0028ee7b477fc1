"""The static files as a server names them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Remembers the addresses that it gave: the manifest is read once for a process, and every page names ten files."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._addresses = {}

    def url(self, name, force=False):
        found = self._addresses.get(name)
        if found is None or force:
            found = self._addresses[name] = super().url(name, force)
        return found
