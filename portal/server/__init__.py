"""The web server: an event loop for connections, and a thread pool for the application.

Tornado implements HTTP and gunicorn manages the processes; this package connects both with a WSGI
application. Reasons: docs/decisions/0001-server.md.
"""
