"""The template tag `once`: HTML that depends on nothing but the language."""

from django import template
from django.conf import settings
from django.template.base import Node, NodeList, Parser, Token, VariableNode
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class OnceNode(Node):
    """Renders its content once for each language."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.rendered: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        # Tests change the URLs of the site.
        if language not in self.rendered or settings.DEBUG:
            with context.render_context.push_state(context.template):
                self.rendered[language] = self.nodelist.render(Context())
        return self.rendered[language]


@register.tag("once")
def parse_once(parser: Parser, token: Token) -> OnceNode:
    """Render constant HTML once for each language: a page has a hundred constant words and URLs."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(VariableNode):
        raise template.TemplateSyntaxError("The content of “once” depends on a variable.")
    return OnceNode(nodelist)
