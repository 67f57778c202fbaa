"""XSS vectors: texts that would run as script on a page that fails to escape them."""

import os

RUN = ("alert(1)", "fetch('/x')", "top[8]", "location=name", "`${1}`", "eval(name)")
SHAPES = (
    "<script>{}</script>",
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "</p></section><script>{}</script>",
    '"><script>{}</script>',
    "'><script>{}</script>",
    '" onfocus="{}" autofocus="',
    "' onmouseover='{}' x='",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<details open ontoggle={}>",
    "<body onpageshow={}>",
    "<a href=javascript:{}>a</a>",
    "[a](javascript:{})",
    "<math><mtext><img src=x onerror={}>",
    "<ins></ins><del><img src=x onerror={}></del>",
    "&lt;script&gt;{}&lt;/script&gt;<b onclick={}>".replace("{}>", "{0}>", 1),
    "<!--><img src=x onerror={}>-->",
)
VECTORS = [shape.replace("{0}", "{}").replace("{}", run) for shape in SHAPES for run in RUN]
# 120 take over a minute: `make input-check` tries them. Every fifth has every shape and every code, as
# there are six codes to a shape.
TRIED_VECTORS = VECTORS if os.environ.get("VECTORS") == "all" else VECTORS[::5]
