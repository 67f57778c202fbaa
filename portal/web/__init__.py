"""HTTP utilities shared by the public pages, the editor and the API."""
