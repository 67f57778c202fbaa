"""Settings, URLs, middleware, health checks and start-up checks."""
