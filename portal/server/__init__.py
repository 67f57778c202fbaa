"""The web server: waits for slow connections in one thread, and answers in others.

Tornado speaks HTTP and gunicorn minds the processes; what stands here joins the two to a WSGI
application. Why it is so: docs/decisions/0001-server.md.
"""
