"""Every address that a protocol gives away: absolute, of this site, the same wherever it is said."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Addresses:
    """``site`` is its origin without a slash at the end."""

    site: str

    def dataset(self, dataset_id: str) -> str:
        return f"{self.site}/datasets/{dataset_id}/"

    def dataset_iri(self, dataset_id: str) -> str:
        """The dataset itself, which is not its page."""
        return f"{self.dataset(dataset_id)}#dataset"

    def table(self, dataset_id: str, sql_name: str) -> str:
        """The dataset's page with the table shown."""
        return f"{self.dataset(dataset_id)}?{urlencode({'table': sql_name})}"

    def publisher(self, slug: str) -> str:
        return f"{self.site}/publishers/{quote(slug)}/"

    def theme(self, code: str) -> str:
        return f"{self.site}/search/?theme={quote(code)}"

    def download(self, sql_name: str, ending: str, version: int | None = None) -> str:
        """A table's rows as a file: the newest version's, or those of one for ever."""
        chosen = f"?version={version}" if version else ""
        return f"{self.site}/api/v1/tables/{quote(sql_name)}/download.{ending}{chosen}"

    def rows(self, sql_name: str) -> str:
        return f"{self.site}/api/v1/tables/{quote(sql_name)}/rows"

    @property
    def api(self) -> str:
        return f"{self.site}/api/v1"

    @property
    def dcat(self) -> str:
        return f"{self.site}/api/dcat"

    @property
    def ckan(self) -> str:
        """Where CKAN's clients look for ``api/3/action``."""
        return self.site

    @property
    def data_json(self) -> str:
        return f"{self.site}/data.json"

    @property
    def oai(self) -> str:
        return f"{self.site}/api/oai"

    @property
    def features(self) -> str:
        return f"{self.site}/api/ogc/features"

    @property
    def records(self) -> str:
        return f"{self.site}/api/ogc/records"

    @property
    def stac(self) -> str:
        return f"{self.site}/api/stac"

    @property
    def feeds(self) -> str:
        return f"{self.site}/api/feeds"

    @property
    def lineage(self) -> str:
        return f"{self.site}/api/openlineage"

    @property
    def mcp(self) -> str:
        return f"{self.site}/api/mcp"

    def dcat_catalogue(self, ending: str) -> str:
        return f"{self.dcat}/catalog.{ending}"

    def dcat_dataset(self, dataset_id: str, ending: str) -> str:
        return f"{self.dcat}/datasets/{dataset_id}.{ending}"

    def data_package(self, dataset_id: str) -> str:
        return f"{self.site}/api/packages/{dataset_id}/datapackage.json"

    def croissant(self, dataset_id: str) -> str:
        return f"{self.site}/api/croissant/{dataset_id}.json"

    def package_show(self, dataset_id: str) -> str:
        return f"{self.site}/api/3/action/package_show?id={dataset_id}"

    def record(self, dataset_id: str) -> str:
        return f"{self.records}/collections/datasets/items/{dataset_id}"

    def lineage_of(self, dataset_id: str) -> str:
        return f"{self.lineage}/{dataset_id}.json"

    @property
    def host(self) -> str:
        """This site's name, without its port."""
        return urlsplit(self.site).hostname or ""

    def oai_identifier(self, dataset_id: str) -> str:
        """By the scheme of oai-identifier 2.0."""
        return f"oai:{self.host}:{dataset_id}"

    def oai_record(self, dataset_id: str) -> str:
        return f"{self.oai}?verb=GetRecord&metadataPrefix=oai_dc&identifier={self.oai_identifier(dataset_id)}"
