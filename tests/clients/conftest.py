"""Outside clients read what the integration tests share."""

from tests.integration.sharing.conftest import deal as deal
