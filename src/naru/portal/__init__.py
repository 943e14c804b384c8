"""The site: settings, addresses, the API's root, the command line, base templates and home."""
