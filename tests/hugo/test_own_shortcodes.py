"""Hugo's own shortcodes: what they say counts as in Hugo, and stands on the page in the same roles."""

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_site
from tests.hugo.test_pages import unlike
from tests.hugo.test_summaries import CONFIG
from tui_reader.markdown.loading import load_parser
from tui_reader.markdown.parser import ParseOptions, parse

HEADER = """---
title: "Te st"
date: 2020-01-02
color: "red & <b>blue</b>"
num: 12
big: 12345678901
flag: true
deep: {er: down}
list: [1, [a, b], {z: 1, b: true}, null]
floats: [1.50, 1.0, 0.1, 0.00001, 100000.5, 1000000.0, 123456789.5]
day: 2020-01-02
---
"""
AS_HUGO = (
    "{{< youtube w7Ft2ymGmfc >}}", "{{< youtube id=abc start=30 end=60 loading=lazy >}}", '{{< youtube id=abc autoplay=true class="my css" title="A film of *mine*" >}}',
    "{{< vimeo 19899678 >}}", '{{< vimeo id=1 allowFullScreen=false title="Title \\"q\\"" >}}', "{{< vimeo id=1 class=a >}}", "{{< vimeo_simple 1 >}}", '{{< x user="a" id="1" >}}',
    '{{< figure src="a.png" >}}', '{{< figure src="a.png" attr="x" >}}', '{{< figure src="a.png" caption=`one\n\ntwo` >}}', '{{< figure src="a.png" title="T" caption="Cap *c*" alt="alt t" link="https://e.org" target="_blank" attr="By *me*" attrlink="https://me.org" class="c" width=300 >}}',
    "{{< highlight go >}}\nx := 1\n{{< /highlight >}}", 'in {{< highlight go "hl_inline=true" >}}x := 1{{< /highlight >}} line', "{{< highlight lang=go >}}\nx\n{{< /highlight >}}", '{{< highlight "text" >}}\n\n  a <b>\n\n{{< /highlight >}}', "{{< highlight html >}}{{</* x */>}}{{< /highlight >}}",
    '{{< param "color" >}} {{% param color %}} {{< param deep.er >}} {{< param site_only >}}', "{{< param title >}} {{< param num >}} {{< param big >}} {{< param flag >}} {{< param day >}}", "{{< param list >}} {{< param floats >}}",
    '[a]({{< ref "n00" >}}) [b]({{< relref "n00.md#x" >}}) [c]({{% ref "/n01" %}}) [n]({{< ref "#head" >}})\n\n# head', '{{< qr text="https://gohugo.io" />}}', "{{< qr >}}\ntel:+12065550101\n{{< /qr >}}",
    "{{< details >}}\nA **b**\n{{< /details >}}", '{{< details summary="S & q" open=true class="a b" >}}\nA\n\n- c\n{{< /details >}}', '{{< details summary="T" >}}\n{{< param color >}} {{< details >}}in{{< /details >}}\n{{< /details >}}', "x {{< comment >}}no{{< /comment >}} y {{% comment %}}no{{% /comment %}}",
)  # fmt: skip
COUNTED = (
    '{{< details summary="See *the* box" title="A title of it" name=n >}}a{{< /details >}}', "{{< instagram CxOWiQNP2MO >}}", '{{< qr text="x" level="high" alt="QR of *x*" title="T u" class="c" loading=lazy />}}', '{{< highlight go "linenos=table,hl_lines=1 2,linenostart=199" >}}\nx := 1\ny := 2\n{{< /highlight >}}',
    'see {{< ref "n00" >}} and {{< relref "n01" >}}', '{{< ref path="n00" outputFormat="html" >}}',
)  # fmt: skip
"""Those whose page says more than Hugo's, or shows an address otherwise."""
EMBEDDED = {
    "{{< youtube abc >}}": "https://www.youtube.com/watch?v=abc", "{{< vimeo 12 >}}": "https://vimeo.com/12", '{{< x user="a" id="1" >}}': "https://x.com/a/status/1", "{{< tweet 1 >}}": "https://x.com/i/status/1",
    "{{< instagram Cx >}}": "https://www.instagram.com/p/Cx/", "{{< gist spf13 78 >}}": "https://gist.github.com/spf13/78", '{{< qr text="https://e.org" />}}': "https://e.org", "{{< qr >}}tel:+1{{< /qr >}}": "tel:+1", '{{< figure src="a.png" >}}': "a.png",
}  # fmt: skip


def test_words_summaries_and_roles_are_hugos(tmp_path):
    load_parser()
    bodies = {f"n{number:02}.md": body for number, body in enumerate((*AS_HUGO, *COUNTED))}
    pages = {f"content/{name}": f"{HEADER}{body}\n\nNext paragraph here.\n\nLast.\n" for name, body in bodies.items()}
    config = {"hugo.toml": f'refLinksErrorLevel = "WARNING"\nparams = {{site_only = "so", color = "no"}}\n{CONFIG}'}
    write_site(tmp_path / "site", {**config, **pages})
    both = Comparison(tmp_path / "site", build_as_it_is(tmp_path / "site", tmp_path / "work"))
    assert both.faults() == []
    shown = list(bodies)[: len(AS_HUGO)]
    assert {bodies[path]: one for path, one in ((path, unlike(both, path)) for path in shown) if one} == {}


def test_templates_of_the_site_change_words_alone(tmp_path):
    load_parser()
    body = '# Head\n\n{{< details summary="Box" >}}in *it*{{< /details >}}\n\n{{< figure src="a.png" caption="Cap" >}}\n\n> quoted [x](/y)\n'
    config = {"hugo.toml": CONFIG, "content/a.md": f"{HEADER}{body}"}
    templates = {
        "layouts/_shortcodes/details.html": "<details><summary>{{ .Get 0 }} more words</summary>{{ .Inner }}</details>",
        "layouts/shortcodes/figure.html": "<figure><img src='{{ .Get `src` }}'></figure>",
        "layouts/_markup/render-heading.html": "<h{{ .Level }}>{{ .Text }} <a href='#{{ .Anchor }}'>#</a></h{{ .Level }}>",
        "layouts/_markup/render-blockquote.html": "<blockquote>As they say: {{ .Text }}</blockquote>",
    }
    write_site(tmp_path / "plain", config)
    write_site(tmp_path / "own", {**config, **templates})
    plain, own = (
        Comparison(tmp_path / name, build_as_it_is(tmp_path / name, tmp_path / f"work-{name}"))
        for name in ("plain", "own")
    )
    assert plain.faults() == []
    assert own.verdict.pages["a.md"]["words"] != plain.verdict.pages["a.md"]["words"], "the templates do nothing"
    assert {fault.split(":")[0] for fault in own.faults()} <= {"a.md words", "a.md summary", "a.md minutes"}
    assert own.posts == plain.posts
    assert unlike(plain, "a.md") == ""


@pytest.mark.parametrize("source", EMBEDDED)
def test_the_address_of_what_is_embedded_is_kept(source):
    load_parser()
    assert EMBEDDED[source] in [getattr(block, "target", "") for block in parse(source, ParseOptions()).blocks]
