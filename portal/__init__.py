"""The site around reports and recommendations: settings, pages that join them, import."""
