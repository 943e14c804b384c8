"""Naru (나루): a city's data economy, from scattered files to traded, combined and answered data.

Five floors; a folder imports only from floors below its own.

portal/    the site: settings, addresses, the API's root, the command line, base templates, home
systems/   what the city announced, side by side
data/      files become typed tables, described, granted and asked
commons/   what several systems need, once
base/      who, work to do, what happened, and what every package needs
"""

__version__ = "0.1.0"
