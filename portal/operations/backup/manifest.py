"""What a backup says about itself."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

FORMAT: Literal["workshop-outcomes backup 1"] = "workshop-outcomes backup 1"
# Settings with a secret. No setting is in a backup.
SECRET_SETTINGS = [
    *("SECRET_KEY", "DATABASE_URL", "EMAIL_URL"),
    *("OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET_FILE", "SENTRY_DSN"),
]
CONFIDENTIAL = (
    "Password hashes, keys of second factors, email addresses, drafts: keep this file as safe as "
    "the database."
)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableEntry(Strict):
    """The rows of one table; `last_key` is the highest key ever given to a row."""

    columns: dict[str, str]
    rows: int
    last_key: int
    sha256: str


class FileEntry(Strict):
    size: int
    sha256: str


class Manifest(Strict):
    """The member manifest.json of a backup."""

    format: Literal["workshop-outcomes backup 1"]
    version: str
    made_at: AwareDatetime
    base_url: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, TableEntry]
    files: dict[str, FileEntry]
    left_out_settings: list[str]
    left_out_tables: dict[str, str]
    confidential: str

    @property
    def row_count(self) -> int:
        return sum(table.rows for table in self.tables.values())
