"""A page's form as a browser would send it back: every field with the value that it shows."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


def fields_of(page: str, action: str) -> Fields:
    """The fields of the first form whose action ends so."""
    reader = _Reader(action)
    reader.feed(page)
    assert reader.found, f"no form {action}"
    return reader.fields


class _Reader(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.found, self.inside = action, False, False
        self.fields: Fields = {}
        self._select, self._first = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form" and not self.found and (said.get("action") or "").endswith(self.action):
            self.inside = self.found = True
        if not self.inside:
            return
        match tag:
            case "input" if said.get("name") and (said.get("type") != "checkbox" or "checked" in said):
                self._add(str(said["name"]), said.get("value") or "")
            case "select":
                self._select, self._first = said.get("name") or "", True
            case "option" if self._first or "selected" in said:
                self.fields[self._select] = [said.get("value") or ""]
                self._first = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)
