"""The door of a class: JupyterHub, its proxy, and what participants' browsers share."""
