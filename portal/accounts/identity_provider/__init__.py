"""Sign-in through the identity provider of the organization, by OpenID Connect."""
