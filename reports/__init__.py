"""Workshop reports: models, filters, publication. Imports nothing from the other packages."""
