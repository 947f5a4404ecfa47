"""The door of a class: JupyterHub with its proxy, set up in code, and who watches it.

What stands where:

    supervisor      starts the warmed process and the hub, restarts what dies
    configuration   everything JupyterHub is told; no file of its own is read
    authenticator   code and PIN of the class's roster
    spawner         one participant's server, asked of the warmed process
    proxy           the Node program before all servers
    assets          what participants' browsers share
    counter         takes hand-ins, answers and questions; keeps keys away from servers
"""
