"""Outside clients read what the integration tests share and publish."""

from tests.integration.protocols.conftest import city as city
from tests.integration.sharing.conftest import deal as deal
