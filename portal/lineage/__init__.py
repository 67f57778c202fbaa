"""Recommendations that say again what earlier ones said: suggestions, decisions and lines through meetings."""
