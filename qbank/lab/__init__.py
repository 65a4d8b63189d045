"""JupyterLab as a product: the review notebook, the settings it runs under, one command that opens it on a ready card."""
