"""JupyterLab as a product: the review notebook, its settings, and one command that opens it on a ready card."""
