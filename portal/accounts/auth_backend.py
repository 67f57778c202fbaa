"""Django permissions derived from roles."""

from django.contrib.auth.backends import ModelBackend

from portal.accounts import roles
from portal.accounts.roles import ADMIN_MODELS

ACTIONS = ("add", "change", "delete", "view")


class RoleBackend(ModelBackend):
    """Sign in by name and password; grant permissions by role only."""

    def get_all_permissions(self, user_obj, obj=None):
        if obj is not None:
            return set()
        return {
            f"{label.partition('.')[0]}.{action}_{label.partition('.')[2]}"
            for permission, labels in ADMIN_MODELS.items()
            if roles.may(user_obj, permission)
            for label in labels
            for action in ACTIONS
        }

    def has_module_perms(self, user_obj, app_label):
        granted = self.get_all_permissions(user_obj)
        return any(permission.startswith(f"{app_label}.") for permission in granted)
