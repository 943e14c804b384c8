"""Addresses of sharing: the protocol's, and people's pages."""

from django.urls import URLPattern, path

from naru.systems.sharing import pages, server

app_name = "sharing"
TABLE = "delta-sharing/shares/<str:share>/schemas/<str:schema>/tables/<str:name>"
urlpatterns: list[URLPattern] = [
    path("delta-sharing/shares", server.shares, name="shares"),
    path("delta-sharing/shares/<str:share>", server.share, name="share"),
    path("delta-sharing/shares/<str:share>/schemas", server.schemas, name="schemas"),
    path("delta-sharing/shares/<str:share>/all-tables", server.all_tables, name="all_tables"),
    path("delta-sharing/shares/<str:share>/schemas/<str:schema>/tables", server.tables, name="tables"),
    path(TABLE, server.table, name="table"),
    path(f"{TABLE}/version", server.version, name="version"),
    path(f"{TABLE}/metadata", server.metadata, name="metadata"),
    path(f"{TABLE}/query", server.query, name="query"),
    path(f"{TABLE}/changes", server.changes, name="changes"),
    path("delta-sharing/files/<str:pointer>", server.file, name="file"),
    path("delta-sharing/", server.unknown, name="root"),
    path("delta-sharing/<path:rest>", server.unknown, name="unknown"),
    path("sharing/", pages.recipients, name="recipients"),
    path("sharing/mine/", pages.mine, name="mine"),
    path("sharing/of/<str:holder>/", pages.recipient, name="recipient"),
    path("sharing/tokens/<str:token_id>/revoke/", pages.revoke, name="revoke"),
    path("sharing/tokens/<str:token_id>/rotate/", pages.rotate, name="rotate"),
    path("sharing/link/<str:link>/", pages.link, name="link"),
    path("sharing/receipts/<str:delivery_id>.json", pages.receipt, name="receipt"),
    path("sharing/marking/<str:table_id>/", pages.marking, name="marking"),
]
