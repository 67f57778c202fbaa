from portal.config.settings import *  # noqa: F403, TID251 -- settings made of settings

DEBUG = True
ROOT_URLCONF = "tests.gallery.urls"
