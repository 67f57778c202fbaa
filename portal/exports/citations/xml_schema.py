"""XML elements that say where their schema is. Pure."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def located(namespace: str, schema: str, tag: str, prefixes: Mapping[Any, str]) -> Any:
    """Return a root element of the namespace with the address of its schema."""
    attributes = {f"{{{INSTANCE}}}schemaLocation": f"{namespace} {schema}"}
    return etree.Element(f"{{{namespace}}}{tag}", attributes, nsmap={**prefixes, "xsi": INSTANCE})
