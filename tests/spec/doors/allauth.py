"""django-allauth's own pages: open to whoever is not signed in yet, or about one's own account and nobody else's."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.spec.doors.door import ANYONE, NOBODY, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

_ENTRANCES = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
_OWN_ACCOUNT = (
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_confirm_login_code",
    "mfa_list_webauthn",
    "usersessions_list",
)
# Doors that ask for the password again, or for a key, code or second factor, none of which anyone gave here.
_ASKS_AGAIN: dict[str, Callable[[World], Mapping[str, Any]]] = {
    "mfa_reauthenticate": lambda world: {},
    "mfa_reauthenticate_webauthn": lambda world: {},
    "mfa_activate_totp": lambda world: {},
    "mfa_generate_recovery_codes": lambda world: {},
    "mfa_add_webauthn": lambda world: {},
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "mfa_remove_webauthn": lambda world: {"pk": 1},
}
_WITH_A_SECOND_FACTOR = ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes")
DOORS: Rows = {
    **{name: [Door("GET", ANYONE)] for name in _ENTRANCES},
    **{name: [Door("GET", SIGNED_IN)] for name in _OWN_ACCOUNT},
    **{name: [Door("GET", NOBODY, args)] for name, args in _ASKS_AGAIN.items()},
    **{name: [Door("GET", NOBODY, hidden_from=SIGNED_IN)] for name in _WITH_A_SECOND_FACTOR},
    "account_confirm_email": [Door("GET", ANYONE, lambda world: {"key": "x"})],
    "account_reset_password_from_key": [Door("GET", ANYONE, lambda world: {"uidb36": "1", "key": "x"})],
}
