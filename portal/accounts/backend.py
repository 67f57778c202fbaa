"""Rights in the administration, as the table of roles has them."""

from django.contrib.auth.backends import ModelBackend

from portal.accounts import roles
from portal.accounts.roles import RECORDS

ACTIONS = ("add", "change", "delete", "view")


class RoleBackend(ModelBackend):
    """Signs in by name and password; what an account may, its role says and nothing else."""

    def get_all_permissions(self, user_obj, obj=None):
        if obj is not None:
            return set()
        return {
            f"{label.partition('.')[0]}.{action}_{label.partition('.')[2]}"
            for deed, labels in RECORDS.items()
            if roles.may(user_obj, deed)
            for label in labels
            for action in ACTIONS
        }

    def has_module_perms(self, user_obj, app_label):
        granted = self.get_all_permissions(user_obj)
        return any(right.startswith(f"{app_label}.") for right in granted)
