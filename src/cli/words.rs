//! The help texts, in both languages.

use clap::{Arg, Command};

use crate::diagnostic::MessageLanguage;

/// A help text: the command and the argument it is for (`build --root`), Vietnamese, English.
type Help = (&'static str, &'static str, &'static str);

const ABOUTS: &[Help] = &[
    (
        "bantin",
        "Tạo trang tin tĩnh từ các bản tin và số liệu viết bằng Markdown và YAML.",
        "Makes a static site from bulletins and figures written in Markdown and YAML.",
    ),
    (
        "build",
        "Dựng trang tin. Có lỗi thì trang đang đăng được giữ nguyên.",
        "Builds the site. Where there are errors, what is published stays as it is.",
    ),
    ("check", "Kiểm tra nội dung mà không ghi gì.", "Checks the content and writes nothing."),
    (
        "explain",
        "Giải thích một quy tắc, có ví dụ; không nêu tên thì liệt kê mọi quy tắc.",
        "Explains a rule, with an example; without a name, lists all rules.",
    ),
    (
        "figures",
        "Tìm con số trong bài khớp với số liệu mà chưa gắn liên kết, và gợi ý liên kết cần viết.",
        "Finds numbers in texts that equal a figure of the data and are not linked to it, and offers the links.",
    ),
    (
        "search",
        "Tìm trong trang tin như bạn đọc tìm; gõ có dấu hay không dấu đều được.",
        "Searches the site as its readers do, with or without diacritics.",
    ),
    (
        "place",
        "Tìm một nơi trong danh mục hành chính: khóa, nơi trực thuộc, đã thành nơi nào.",
        "Looks a place up in the gazetteer: key, what it lies in, what it became.",
    ),
    (
        "rollback",
        "Đưa trang của lần dựng ngay trước trở lại; gọi lần nữa thì lại về trang mới.",
        "Puts the site of the build before back; once more, and the newer one returns.",
    ),
    (
        "help",
        "In hướng dẫn của một lệnh; không nêu tên thì in hướng dẫn chung.",
        "Prints the help of a command; without a name, that of all.",
    ),
];

const ARGUMENTS: &[Help] = &[
    (
        "bantin --lang",
        "Ngôn ngữ của thông báo: vi hoặc en; nếu không chọn thì theo trang tin, rồi theo máy",
        "Language of messages: vi or en; else the site's, else the computer's",
    ),
    ("bantin --quiet", "Chỉ in lỗi và cảnh báo", "Print nothing but errors and warnings"),
    ("bantin --help", "In hướng dẫn này", "Print this help"),
    ("bantin --version", "In số phiên bản", "Print the version"),
    (
        "build --root",
        "Thư mục có content/site.yaml; mặc định là thư mục hiện tại",
        "The folder with content/site.yaml; the current one by default",
    ),
    (
        "build --output",
        "Nơi đặt trang đã dựng; mặc định là public trong thư mục của trang tin",
        "Where the built site goes; public in the site's folder by default",
    ),
    (
        "build --base-url",
        "Địa chỉ nơi trang được đăng, thay cho base_url trong site.yaml",
        "The address where the site is served, instead of base_url in site.yaml",
    ),
    ("build --drafts", "Dựng cả bản nháp, để xem thử", "Build drafts too, for a preview"),
    (
        "build --as-of",
        "Dựng như vào ngày (2022-11-24, 24/11/2022) hoặc thời điểm (2022-11-24T17:00+07:00) này; mặc định là SOURCE_DATE_EPOCH, nếu không có thì bây giờ",
        "Build as on this date (2022-11-24, 24/11/2022) or at this moment (2022-11-24T17:00+07:00); SOURCE_DATE_EPOCH by default, else now",
    ),
    ("build --strict", "Coi cảnh báo như lỗi", "Treat warnings as errors"),
    (
        "build --without-search",
        "Không làm chỉ mục tìm kiếm, để xem nhanh một trang lớn; ô tìm kiếm dẫn tới các danh mục",
        "Make no search index, for a quick look at a large site; the search box leads to the lists",
    ),
    ("build --explain", "Nói vì sao từng trang được tạo lại", "Say why each page was made again"),
    (
        "check --root",
        "Thư mục có content/site.yaml; mặc định là thư mục hiện tại",
        "The folder with content/site.yaml; the current one by default",
    ),
    (
        "check --format",
        "Cách in: text cho người đọc; json, github, sarif cho chương trình",
        "How to print: text for people; json, github, sarif for programs",
    ),
    ("check --strict", "Coi cảnh báo như lỗi", "Treat warnings as errors"),
    (
        "explain RULE",
        "Tên quy tắc, đứng trong ngoặc vuông ở đầu thông báo",
        "The rule's name, which stands in brackets at the head of a message",
    ),
    (
        "figures --root",
        "Thư mục có content/site.yaml; mặc định là thư mục hiện tại",
        "The folder with content/site.yaml; the current one by default",
    ),
    (
        "figures --write",
        "Ghi vào bài những liên kết không thể nhầm; phần còn lại của tệp được giữ nguyên",
        "Write the links that are beyond doubt into the texts; the rest of each file stays as it is",
    ),
    (
        "figures --format",
        "Cách in: text cho người đọc, json cho chương trình",
        "How to print: text for people, json for programs",
    ),
    (
        "figures PATHS",
        "Bài hoặc thư mục cần xem; mặc định là mọi bản tin",
        "Texts or folders to look at; every bulletin by default",
    ),
    (
        "search QUERY",
        "Từ cần tìm: tên địa phương, số hiệu văn bản, con số, hay vài chữ trong bài",
        "What to look for: a place, a document's number, a figure, some words of a text",
    ),
    (
        "search --root",
        "Thư mục có content/site.yaml; mặc định là thư mục hiện tại",
        "The folder with content/site.yaml; the current one by default",
    ),
    (
        "search --limit",
        "Số kết quả nhiều nhất được in; mặc định là 10",
        "How many results to print at most; 10 by default",
    ),
    (
        "search --format",
        "Cách in: text cho người đọc, json cho chương trình",
        "How to print: text for people, json for programs",
    ),
    (
        "place NAME",
        "Tên, có hay không có dấu, có thể kèm nơi trực thuộc; hoặc khóa, hoặc mã",
        "A name, with or without marks and what it lies in; or a key, or a code",
    ),
    (
        "place --format",
        "Cách in: text cho người đọc, json cho chương trình",
        "How to print: text for people, json for programs",
    ),
    (
        "place --notice",
        "In nguồn, chỗ còn thiếu và giấy phép của danh mục",
        "Print where the gazetteer comes from, what it lacks, and its licence",
    ),
    (
        "rollback --root",
        "Thư mục có content/site.yaml; mặc định là thư mục hiện tại",
        "The folder with content/site.yaml; the current one by default",
    ),
    (
        "rollback --output",
        "Nơi đặt trang đã dựng; mặc định là public trong thư mục của trang tin",
        "Where the built site is; public in the site's folder by default",
    ),
    ("help COMMAND", "Tên lệnh, chẳng hạn build", "A command's name, such as build"),
];

/// What help pages say around the texts.
struct Frame {
    usage: &'static str,
    options: &'static str,
    commands: &'static str,
    arguments: &'static str,
    any_options: &'static str,
    command: &'static str,
}

fn frame(language: MessageLanguage) -> Frame {
    match language {
        MessageLanguage::Vietnamese => Frame {
            usage: "Cách dùng",
            options: "Tùy chọn",
            commands: "Lệnh",
            arguments: "Tham số",
            any_options: "[tùy chọn]",
            command: "<lệnh>",
        },
        MessageLanguage::English => Frame {
            usage: "Usage",
            options: "Options",
            commands: "Commands",
            arguments: "Arguments",
            any_options: "[options]",
            command: "<command>",
        },
    }
}

/// The command with its help in one language.
pub(super) fn in_language(command: Command, language: MessageLanguage) -> Command {
    let frame = frame(language);
    let usage = format!("{} {} {}", command.get_name(), frame.any_options, frame.command);
    let command = command.subcommand_help_heading(frame.commands).override_usage(usage);
    let command = with_words(command, language);
    command.mut_subcommands(|subcommand| {
        let positionals: String = subcommand
            .get_positionals()
            .map(|argument| format!(" [{}]", argument.get_id().as_str().to_uppercase()))
            .collect();
        let usage = format!("bantin {} {}{positionals}", subcommand.get_name(), frame.any_options);
        with_words(subcommand.override_usage(usage), language)
    })
}

fn with_words(command: Command, language: MessageLanguage) -> Command {
    let frame = frame(language);
    let name = command.get_name().to_owned();
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}\n", frame.usage);
    let command = command.help_template(template);
    let command = match find(ABOUTS, &name, language) {
        Some(about) => command.about(about),
        None => command,
    };
    command.mut_args(|argument| {
        let heading = if argument.is_positional() { frame.arguments } else { frame.options };
        let help = find(ARGUMENTS, &key(&name, &argument), language);
        argument.help(help).help_heading(heading)
    })
}

fn key(command: &str, argument: &Arg) -> String {
    match argument.get_long() {
        Some(long) => format!("{command} --{long}"),
        None => format!("{command} {}", argument.get_id().as_str().to_uppercase()),
    }
}

fn find(texts: &[Help], key: &str, language: MessageLanguage) -> Option<&'static str> {
    let (_, vi, en) = texts.iter().find(|(wanted, ..)| *wanted == key)?;
    Some(match language {
        MessageLanguage::Vietnamese => vi,
        MessageLanguage::English => en,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;

    #[test]
    fn every_command_and_argument_has_its_words_and_every_word_its_argument() {
        let bantin = Arguments::command();
        let mut abouts = vec!["bantin".to_owned()];
        let mut arguments: Vec<String> = bantin.get_arguments().map(|one| key("bantin", one)).collect();
        for subcommand in bantin.get_subcommands() {
            abouts.push(subcommand.get_name().to_owned());
            arguments.extend(subcommand.get_arguments().map(|one| key(subcommand.get_name(), one)));
        }
        assert_eq!(abouts, ABOUTS.iter().map(|(key, ..)| *key).collect::<Vec<_>>());
        assert_eq!(arguments, ARGUMENTS.iter().map(|(key, ..)| *key).collect::<Vec<_>>());
    }

    #[test]
    fn help_is_in_one_language() {
        let help = |language| {
            let mut bantin = in_language(Arguments::command(), language);
            bantin.build();
            let pages = ["build", "check", "explain", "figures", "search", "place", "rollback", "help"]
                .map(|name| bantin.find_subcommand_mut(name).unwrap().render_help().to_string());
            bantin.render_help().to_string() + &pages.concat()
        };
        let english = help(MessageLanguage::English);
        assert!(english.is_ascii(), "{english}");
        let vietnamese = help(MessageLanguage::Vietnamese);
        for word in ["Usage", "Options", "Commands", "Arguments", "Print", "default"] {
            assert!(!vietnamese.contains(word), "{word}: {vietnamese}");
        }
    }
}
