//! Finds the files of pictures, and gives each the name it is published under.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Credit, Picture};
use crate::output::percent_decoded;
use crate::source::{PictureFault, Sources, Spanned};
use crate::vietnamese::normalise;

/// The pictures of one page and of its translations, which share their files.
#[derive(Debug, Default)]
pub(super) struct PictureNames {
    by_path: BTreeMap<String, String>,
    taken: BTreeMap<String, usize>,
}

impl PictureNames {
    /// The published name of a file: its own, or with a number where another folder's file has it too.
    fn name(&mut self, path: &str) -> String {
        if let Some(name) = self.by_path.get(path) {
            return name.clone();
        }
        let own = path.rsplit('/').next().unwrap_or(path);
        let times = self.taken.entry(own.to_lowercase()).or_default();
        *times += 1;
        let name = if *times == 1 { own.to_owned() } else { format!("{times}-{own}") };
        self.by_path.insert(path.to_owned(), name.clone());
        name
    }
}

/// Where the pictures of a text are looked for.
pub(super) struct PictureContext<'a> {
    /// Every file.
    pub sources: &'a Sources,
    /// The text's path.
    pub text: &'a str,
    /// Credit and consent, by file as written.
    pub credits: &'a [(Spanned<String>, Credit)],
}

/// Finds a picture's file; `None` with a report where it can't be published.
pub(super) fn picture(
    written: &Spanned<String>,
    alt: String,
    context: &PictureContext<'_>,
    names: &mut PictureNames,
    out: &mut Diagnostics,
) -> Option<Picture> {
    let path = path_of(&written.value, context.text);
    let file = path.as_deref().and_then(|path| context.sources.binary(path));
    let (Some(path), Some(file)) = (path, file) else {
        out.push(missing(written, context));
        return None;
    };
    let header = match file.picture {
        Some(Ok(header)) => header,
        Some(Err(PictureFault::Broken)) => {
            out.push(broken(written));
            return None;
        }
        Some(Err(PictureFault::UnknownFormat)) | None => {
            out.push(unsupported(written));
            return None;
        }
    };
    let credit =
        context.credits.iter().find(|(file, _)| path_of(&file.value, context.text).as_deref() == Some(&path));
    let name = names.name(&path);
    Some(Picture { path, name, header, alt, credit: credit.map(|(_, credit)| credit.clone()) })
}

/// Reports credits for files that are not there.
pub(super) fn check_credits(context: &PictureContext<'_>, out: &mut Diagnostics) {
    for (file, _) in context.credits {
        let path = path_of(&file.value, context.text);
        if path.is_none_or(|path| context.sources.binary(&path).is_none()) {
            out.push(missing(file, context));
        }
    }
}

/// The path from the project's root of a file named in a text; `None` where it leads out of `content/`.
pub(in crate::parse) fn path_of(written: &str, text: &str) -> Option<String> {
    let written = normalise(&percent_decoded(written)).into_owned();
    let mut parts: Vec<&str> = match written.strip_prefix('/') {
        Some(_) => vec!["content", "files"],
        None => text.split('/').collect::<Vec<_>>().split_last().map(|(_, folder)| folder.to_vec())?,
    };
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| parts.join("/"))
}

fn missing(written: &Spanned<String>, context: &PictureContext<'_>) -> Diagnostic {
    let name = &written.value;
    let folder = context.text.rfind('/').map_or("", |at| &context.text[..=at]);
    let here = context.sources.binaries_under(folder).filter(|(_, file)| file.picture.is_some());
    let known: Vec<&str> = here.map(|(path, _)| &path[folder.len()..]).collect();
    let help = crate::parse::suggestion(name, known).unwrap_or_else(
        || text!(vi: "đặt tệp ảnh vào thư mục {folder}", en: "put the picture's file into {folder}"),
    );
    Diagnostic::error(
        "missing-picture",
        &written.span,
        text!(
            vi: "không có ảnh «{name}»",
            en: "there is no picture “{name}”",
        ),
    )
    .help(help)
}

fn broken(written: &Spanned<String>) -> Diagnostic {
    let name = &written.value;
    Diagnostic::error(
        "broken-picture",
        &written.span,
        text!(
            vi: "tệp ảnh «{name}» bị hỏng",
            en: "the file of the picture “{name}” is damaged",
        ),
    )
    .help(text!(
        vi: "mở ảnh trong một chương trình xem ảnh rồi lưu lại, hoặc chép lại từ máy ảnh",
        en: "open it in a picture viewer and save it again, or copy it from the camera once more",
    ))
}

fn unsupported(written: &Spanned<String>) -> Diagnostic {
    let name = &written.value;
    Diagnostic::error(
        "unsupported-picture",
        &written.span,
        text!(
            vi: "ảnh «{name}» không ở dạng đăng được",
            en: "the picture “{name}” is not in a form that can be published",
        ),
    )
    .help(text!(vi: "lưu ảnh thành JPEG, PNG, WebP hoặc GIF", en: "save it as JPEG, PNG, WebP or GIF"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(path_of(written, "content/bulletins/2022/a/index.md").as_deref(), expected, "{written}");
    }

    #[test]
    fn pictures_are_looked_for_beside_their_text_and_never_outside_content() {
        check("anh.jpg", Some("content/bulletins/2022/a/anh.jpg"));
        check("../chung/anh%201.jpg", Some("content/bulletins/2022/chung/anh 1.jpg"));
        check("/anh.jpg", Some("content/files/anh.jpg"));
        check("../../../../themes/x.png", None);
        check("../../../../../etc/passwd", None);
    }
}
