"""Workshop reports: models, filters, publication. Imports nothing of the other packages."""
