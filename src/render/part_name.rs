//! What the parts of pages are called when people are told that they changed: the fields of views, in words.
//!
//! Who writes bulletins knows no template. A field of one name is the same to them on whatever page it stands.

use crate::diagnostic::Text;

/// A field's name in templates, what it is called in Vietnamese, in English.
type Called = (&'static str, &'static str, &'static str);

/// The fields of every page's view, and of what stands around the page, which begin with `frame.`.
const OF_PAGES: &[Called] = &[
    ("frame.kind", "loại trang", "kind of page"),
    ("frame.language", "ngôn ngữ của trang", "language of the page"),
    ("frame.foreign", "ngôn ngữ của các tên chung", "language of the site's own names"),
    ("frame.title", "tiêu đề trên thẻ trình duyệt", "title in the browser's tab"),
    ("frame.description", "lời mô tả cho máy tìm kiếm", "description for search engines"),
    ("frame.address", "địa chỉ trong trang tin", "address within the site"),
    ("frame.root", "đường về trang đầu", "way to the home page"),
    ("frame.canonical", "địa chỉ chính thức", "canonical address"),
    ("frame.section", "mục đang xem trên trình đơn", "place in the menu"),
    ("frame.breadcrumb", "đường dẫn ở đầu trang", "breadcrumb"),
    ("frame.translations", "liên kết tới bản dịch", "links to translations"),
    ("frame.policy_html", "chính sách bảo mật của trang", "security policy of the page"),
    ("frame.is_unlisted", "lời dặn máy tìm kiếm bỏ qua trang", "whether search engines leave the page out"),
    ("frame.alternates", "tệp dữ liệu cùng nội dung", "data files that say the same"),
    ("frame.structured_html", "dữ liệu cho máy tìm kiếm", "data for search engines"),
    ("about", "nội dung chính của văn bản", "what the document is about"),
    ("archive_html", "bản tin theo thời gian", "bulletins by time"),
    ("attribution", "cách ghi nguồn", "words to name the source with"),
    ("authors", "tác giả", "authors"),
    ("became", "nơi này nay là đâu", "what became of the place"),
    ("breakdowns", "số liệu theo nhóm", "figures by group"),
    ("bulletins", "các bản tin liên quan", "bulletins that belong to it"),
    ("bulletins_all", "tổng số bản tin", "number of all bulletins"),
    ("bulletins_below", "bản tin của các nơi trực thuộc", "bulletins of places within"),
    ("bulletins_former", "bản tin của các nơi cũ", "bulletins of former places"),
    ("bulletins_link", "liên kết tới trang bản tin", "link to all bulletins"),
    ("canonical", "địa chỉ đầy đủ của bài", "full address of the bulletin"),
    ("categories", "các chuyên mục", "categories"),
    ("category", "chuyên mục của bài", "category of the bulletin"),
    ("charts", "biểu đồ", "charts"),
    ("cite", "cách dẫn nguồn số liệu", "how to cite the figures"),
    ("columns", "các cột của bảng", "columns of the table"),
    ("columns_count", "số cột", "number of columns"),
    ("coming", "sự kiện sắp tới", "coming events"),
    ("coming_count", "số sự kiện sắp tới", "number of coming events"),
    ("contact", "thông tin liên hệ", "contact"),
    ("contacts_now", "nơi liên hệ hiện nay", "who to contact now"),
    ("corrections", "đính chính", "corrections"),
    ("count", "số lượng", "how many there are"),
    ("courses", "số liệu qua các kỳ", "figures over time"),
    ("date", "ngày đăng", "date of publication"),
    ("description", "lời mô tả chỉ số", "description of the metric"),
    ("descriptions", "tệp mô tả dữ liệu", "files that describe the data"),
    ("document", "văn bản của chương trình", "document of the programme"),
    ("documents", "các văn bản", "documents"),
    ("documents_all", "tổng số văn bản", "number of all documents"),
    ("documents_html", "văn bản được nhắc tới", "documents that it cites"),
    ("documents_link", "liên kết tới trang văn bản", "link to all documents"),
    ("downloads", "tệp tải về", "files to download"),
    ("entries", "các liên kết gợi ý", "links that it offers"),
    ("events", "sự kiện", "events"),
    ("events_all", "tổng số sự kiện", "number of all events"),
    ("events_count", "số sự kiện", "number of events"),
    ("events_link", "liên kết tới trang sự kiện", "link to all events"),
    ("events_title", "đề mục của phần sự kiện", "heading of the events"),
    ("facts", "hồ sơ", "facts"),
    ("figures", "số liệu", "figures"),
    ("first", "tin đứng đầu", "first bulletin"),
    ("further_html", "các tin mới tiếp theo", "further new bulletins"),
    ("has_inferred", "cột số liệu có ngày suy đoán", "column of inferred dates"),
    ("has_period", "cột thời kỳ", "column of periods"),
    ("is_located", "nơi tổ chức có được ghi hay không", "whether it says where to go"),
    ("jumps", "hàng chữ cái A–Z", "row of letters A–Z"),
    ("kicker", "dòng nhỏ trên tiêu đề", "line above the title"),
    ("kind", "loại", "kind"),
    ("latest", "số liệu mới nhất", "latest figures"),
    ("lead_html", "sa-pô", "lead"),
    ("letters", "danh sách theo chữ cái", "list by letter"),
    ("level", "cấp hành chính", "level of the place"),
    ("link", "địa chỉ mới của bài", "new address of the bulletin"),
    ("links", "liên kết cuối bài", "links below the text"),
    ("localities", "liên kết tới mọi địa phương", "link to all places"),
    ("map", "bản đồ", "map"),
    ("metrics", "các chỉ số", "metrics"),
    ("metrics_all", "tổng số chỉ số", "number of all metrics"),
    ("metrics_link", "liên kết tới trang chỉ số", "link to all metrics"),
    ("months", "các tháng có sự kiện", "months with events"),
    ("name", "tên bài", "name of the bulletin"),
    ("next", "liên kết tới tháng sau", "link to the month after"),
    ("notes", "ghi chú của số liệu", "notes on figures"),
    ("notes_html", "chú thích cuối trang", "footnotes"),
    ("pagination", "các trang của danh sách", "pages of the list"),
    ("past", "sự kiện đã qua", "past events"),
    ("past_count", "số sự kiện đã qua", "number of past events"),
    ("past_omitted", "số sự kiện đã qua không hiện ra", "how many past events are left out"),
    ("permalink", "địa chỉ ghi trên bản in", "address on the printed sheet"),
    ("picture", "ảnh đầu bài", "lead picture"),
    ("place", "địa phương của sự kiện", "place of the event"),
    ("placed", "thời gian suy đoán", "inferred time"),
    ("places", "các địa phương", "places"),
    ("places_all", "tổng số địa phương", "number of all places"),
    ("places_count", "số địa phương", "number of places"),
    ("places_html", "địa phương trong bài", "places of the bulletin"),
    ("places_link", "liên kết tới trang địa phương", "link to the page of places"),
    ("poll", "thăm dò ý kiến", "poll"),
    ("previous", "liên kết tới tháng trước", "link to the month before"),
    ("provinces", "danh sách theo tỉnh", "list by province"),
    ("provinces_count", "số tỉnh", "number of provinces"),
    ("quotes", "bản tin dẫn chỉ số này", "bulletins that quote it"),
    ("related", "tin liên quan", "related bulletins"),
    ("rows", "các dòng của danh sách", "rows of the list"),
    ("search_link", "liên kết tới trang tìm kiếm", "link to the search page"),
    ("sections", "các phần của danh sách", "sections of the list"),
    ("sets", "các bộ số liệu", "sets of figures"),
    ("sets_count", "số bộ số liệu", "number of sets of figures"),
    ("source", "nguồn của bài", "source of the bulletin"),
    ("standing", "lời báo đã rút hay hết hạn", "notice that it is withdrawn or expired"),
    ("status", "tình trạng của sự kiện", "status of the event"),
    ("summary", "lời giới thiệu", "introduction"),
    ("tables", "các bảng dữ liệu", "tables of data"),
    ("tables_count", "số bảng dữ liệu", "number of tables of data"),
    ("targets", "chỉ tiêu", "targets"),
    ("targets_cut", "số chỉ tiêu được hiện", "how many targets are shown"),
    ("teasers_html", "danh sách bản tin", "list of bulletins"),
    ("text_html", "nội dung bài", "text"),
    ("timeline", "các lần thay đổi địa giới", "history of the place"),
    ("title", "tiêu đề", "title"),
    ("totals", "số liệu cộng từ các nơi", "sums over places"),
    ("unit_caption", "đơn vị tính", "unit"),
    ("updated", "ngày cập nhật", "date of the last change"),
    ("venue", "địa điểm tổ chức", "venue"),
    ("weekdays", "tên các thứ trong tuần", "names of weekdays"),
    ("weeks", "các ngày trên lịch", "days of the calendar"),
    ("when", "thời gian của sự kiện", "time of the event"),
    ("within", "đơn vị cấp trên", "what the place lies in"),
];

/// The fields of what all pages share.
const OF_SITE: &[Called] = &[
    ("title", "tên trang tin", "name of the site"),
    ("description", "lời giới thiệu trang tin", "description of the site"),
    ("language", "ngôn ngữ của trang tin", "language of the site"),
    ("home", "địa chỉ trang đầu", "address of the home page"),
    ("search", "địa chỉ trang tìm kiếm", "address of the search page"),
    ("styles", "tệp CSS của giao diện", "style sheets of the theme"),
    ("icon", "biểu tượng của trang tin", "icon of the site"),
    ("search_client", "tệp search.js của giao diện", "search.js of the theme"),
    ("search_start", "tệp search-start.js của giao diện", "search-start.js of the theme"),
    ("publisher", "cơ quan chủ quản", "publisher"),
    ("menu", "trình đơn", "menu"),
    ("categories", "các chuyên mục", "categories"),
    ("pages", "liên kết tới các trang cố định", "links to standing pages"),
    ("licence", "giấy phép", "licence"),
    ("updated", "ngày cập nhật cuối", "day of the last update"),
];

/// What a field of a page's view is called, by its [full name](crate::cache::Reason).
pub fn part_of_page(name: &str) -> Text {
    find(OF_PAGES, name)
}

/// What a field of that which all pages share is called.
pub fn part_of_site(name: &str) -> Text {
    find(OF_SITE, name)
}

/// The name itself where nobody gave it words; a test sees to it that somebody did.
fn find(called: &[Called], name: &str) -> Text {
    match called.iter().find(|(known, ..)| *known == name) {
        Some((_, vi, en)) => Text { vi: (*vi).to_owned(), en: (*en).to_owned() },
        None => Text { vi: name.to_owned(), en: name.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    fn source(path: &str) -> String {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render").join(path);
        fs::read_to_string(path).unwrap()
    }

    /// The fields of a struct, as its definition lists them.
    fn fields(text: &str, name: &str) -> BTreeSet<String> {
        let begins = |line: &str| line.split("struct ").nth(1).is_some_and(|rest| first_word(rest) == name);
        let lines = text.lines().skip_while(|line| !begins(line)).skip(1).take_while(|line| *line != "}");
        let fields = lines.filter(|line| !line.trim_start().starts_with("//"));
        fields.map(|line| first_word(line.trim_start().trim_start_matches("pub ")).to_owned()).collect()
    }

    fn first_word(text: &str) -> &str {
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()
    }

    /// The fields of all that pages hand to their templates, as the sources of the pages define them: there are pages
    /// that hardly any site has.
    fn shown() -> BTreeSet<String> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render/page");
        let mut shown: BTreeSet<String> =
            fields(&source("frame.rs"), "FrameView").iter().map(|field| format!("frame.{field}")).collect();
        for entry in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            let made = text.split("let view = ").skip(1).map(first_word);
            let views: BTreeSet<&str> = made.filter(|name| !fields(&text, name).is_empty()).collect();
            let is_page = text.contains("view: View::of(view)");
            assert_eq!(views.len(), usize::from(is_page), "the view of a page is not found: {views:?}");
            shown.extend(views.into_iter().flat_map(|name| fields(&text, name)));
        }
        shown
    }

    #[test]
    fn every_field_of_a_view_has_its_words_and_all_words_have_their_field() {
        let names = |called: &[Called]| -> BTreeSet<String> {
            called.iter().map(|(name, ..)| (*name).to_owned()).collect()
        };
        assert_eq!(names(OF_PAGES), shown());
        assert_eq!(names(OF_SITE), fields(&source("frame.rs"), "SiteView"));
    }

    #[test]
    fn words_can_stand_in_a_list_and_tell_the_fields_apart() {
        for called in [OF_PAGES, OF_SITE] {
            for words in [|one: &Called| one.1, |one: &Called| one.2] {
                let all: BTreeSet<&str> = called.iter().map(words).collect();
                assert_eq!(all.len(), called.len());
                assert!(all.iter().all(|words| !words.is_empty() && !words.contains([',', ':', '_', '('])));
            }
        }
    }

    #[test]
    fn a_name_that_is_not_known_stands_for_itself() {
        assert_eq!(part_of_page("frame.breadcrumb").en, "breadcrumb");
        assert_eq!(part_of_site("title").vi, "tên trang tin");
        assert_eq!(part_of_site("frame.breadcrumb").vi, "frame.breadcrumb");
    }
}
