"""The stages threaded together, and the short path of the Python API.

A stage runs when its value is first asked for, and the record of a whole result is kept on disk: asked for again, on
the same documents with the same settings, it is read and not computed.
"""
