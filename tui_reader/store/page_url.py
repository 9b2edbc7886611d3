"""Where a post stands on the website: its header's url, the site's permalinks, or its path."""

from datetime import datetime

from tui_reader.store.fields import Fields
from tui_reader.store.page_path import PagePath, escaped, language_prefix, url_path
from tui_reader.store.site import Site


def page_url(fields: Fields, place: PagePath, site: Site, date: datetime | None, title: str) -> str:
    """Path of the page on the website: `/news/first-metaverse-film-base/`."""
    own = fields.text("url")
    prefix = language_prefix(place.language, site)
    if own:
        start = "" if own.startswith("/") else prefix
        return escaped(start + "/" + url_path(own, site).lstrip("/"))
    slug = fields.text("slug")
    name = slug or place.name
    path = url_path("/".join((*place.folders, name)), site)
    ending = ".html" if site.ugly_urls else "/"
    return escaped(f"{prefix}/{path}{ending}")
