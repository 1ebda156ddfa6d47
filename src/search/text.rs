//! A text as the words that readers see: what search indexes of it, and the start of it for an excerpt.

use crate::model::{Block, Body, Inline, MetricReference, Reference, Site, Target};

/// How many characters of a text stand below a result.
const EXCERPT: usize = 160;

/// The words of a text, each block on a line of its own.
pub fn words_of(site: &Site, references: &[Reference], body: &Body) -> String {
    let mut writer = Writer { site, references, words: String::new() };
    writer.blocks(&body.blocks);
    for footnote in &body.footnotes {
        writer.blocks(footnote);
    }
    writer.words
}

/// The words of the first paragraph.
pub fn first_words(site: &Site, references: &[Reference], body: &Body) -> String {
    let mut writer = Writer { site, references, words: String::new() };
    let first = body.blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) => Some(inlines),
        _ => None,
    });
    writer.inlines(first.map(Vec::as_slice).unwrap_or_default());
    writer.words
}

/// The beginning of a text, to the end of a word; what was cut off is shown by an ellipsis.
pub fn excerpt(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return text };
    let cut = &text[..end];
    let cut = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ']))
}

struct Writer<'a> {
    site: &'a Site,
    references: &'a [Reference],
    words: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.words.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => self.inlines(text),
            Block::Figure(figure) => self.words.push_str(figure.caption.as_deref().unwrap_or_default()),
            Block::Chart { caption, .. } => self.inlines(caption),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    for cell in row {
                        self.inlines(cell);
                        self.words.push('\n');
                    }
                }
            }
            Block::Code { text, .. } => self.words.push_str(text),
            Block::RawHtml(_) | Block::Rule => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.words.push_str(text),
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Struck(inner)
                | Inline::Link { text: inner, .. } => self.inlines(inner),
                Inline::Reference { reference, text } if text.is_empty() => self.filled_in(*reference),
                Inline::Reference { text, .. } => self.inlines(text),
                Inline::LineBreak | Inline::SoftBreak => self.words.push(' '),
                Inline::Picture { .. } | Inline::RawHtml(_) | Inline::FootnoteMark(_) => {}
            }
        }
    }

    /// What the page writes where a reference has no words of its own.
    fn filled_in(&mut self, reference: usize) {
        let Some(reference) = self.references.get(reference) else { return };
        let site = self.site;
        match &reference.target {
            None => self.words.push_str(&reference.written),
            Some(Target::Bulletin(id)) => self.words.push_str(&site.bulletin(*id).title.value),
            Some(Target::Locality(id)) => self.words.push_str(&site.locality(*id).name),
            Some(Target::Event(id)) => self.words.push_str(&site.event(*id).name),
            Some(Target::Document(id)) => {
                self.words.push_str(site.document(*id).number.as_deref().unwrap_or_default());
            }
            Some(Target::Metric(quoted)) => self.figure(quoted),
            Some(Target::Chart(chart)) => self.words.push_str(&site.metric(chart.metric).name.value),
        }
    }

    fn figure(&mut self, quoted: &MetricReference) {
        match quoted.observation {
            Some(observation) => {
                let value = self.site.observation(quoted.metric, observation).value.value;
                self.words.push_str(&value.to_string().replace('.', ","));
            }
            None => self.words.push_str(&self.site.metric(quoted.metric).name.value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_word() {
        assert_eq!(excerpt(" Xã  đã\nlập tổ. "), "Xã đã lập tổ.");
        let long = excerpt(&"định danh, ".repeat(40));
        assert!(long.ends_with("danh…") || long.ends_with("định…"), "{long}");
        assert!(long.chars().count() <= EXCERPT + 1);
    }
}
