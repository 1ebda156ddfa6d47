//! The command as people and scripts meet it: what it prints where, and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SITE: &str = "\
title: Bản tin thử
base_url: https://tin.example.gov.vn/
language: vi
publisher: {name: Tổ biên tập}
";

fn bantin(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(arguments).env_clear();
    command
}

fn run(arguments: &[&str]) -> Output {
    bantin(arguments).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A site of one bulletin with these lines in its front matter.
fn site(front_matter: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", SITE);
    let bulletin = format!("---\ntitle: Ra quân\ndate: 2022-11-24\n{front_matter}---\nBài.\n");
    write(folder.path(), "content/bulletins/2022/ra-quan.md", &bulletin);
    folder
}

/// The arguments with `--root` and the folder.
fn at<'a>(site: &'a TempDir, arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--root", site.path().to_str().unwrap()]].concat()
}

#[test]
fn exit_statuses_say_whose_fault_it_is() {
    let nothing = tempfile::tempdir().unwrap();
    let broken = site("localities: [khong-co]\n");
    for (arguments, expected) in [
        (vec!["--help"], 0),
        (vec!["build", "--help"], 0),
        (vec!["--version"], 0),
        (vec!["explain", "raw-html"], 0),
        (vec!["explain"], 0),
        (at(&broken, &["figures"]), 0),
        (at(&nothing, &["figures"]), 1),
        (at(&broken, &["figures", "khong-co.md"]), 1),
        (vec!["figures", "--format", "sarif"], 2),
        (vec!["place", "xa nhe"], 0),
        (vec!["place", "--notice"], 0),
        (at(&nothing, &["build"]), 1),
        (at(&nothing, &["check"]), 1),
        (at(&broken, &["build"]), 1),
        (at(&broken, &["check"]), 1),
        (at(&broken, &["check", "--format", "json"]), 1),
        (vec![], 2),
        (vec!["chek"], 2),
        (vec!["explain", "raw-htlm"], 2),
        (vec!["place"], 2),
        (vec!["place", "không đâu có tên này"], 2),
        (vec!["check", "--format", "xml"], 2),
        (at(&broken, &["build", "--as-of", "31/02/2024"]), 2),
        (at(&broken, &["build", "--base-url", "tin.example.gov.vn"]), 2),
    ] {
        let output = run(&arguments);
        assert_eq!(status(&output), expected, "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn a_wrong_command_line_is_answered_in_both_languages() {
    let vietnamese = run(&["build", "--drfts"]);
    assert_eq!(
        err(&vietnamese),
        "lỗi: không có tùy chọn «--drfts»\n  = gợi ý: gần nhất là «--drafts»\n  = gợi ý: xem `bantin build --help`\n"
    );
    let english = run(&["build", "--drfts", "--lang", "en"]);
    assert_eq!(
        err(&english),
        "error: there is no option “--drfts”\n  = help: the nearest is “--drafts”\n  = help: see `bantin build --help`\n"
    );
    assert_eq!(out(&english), "");
}

/// Each with a word of the fault and one of what to write instead; clap's own words are in English alone.
#[test]
fn every_slip_in_a_command_is_answered_in_the_language_of_the_run_with_what_to_write() {
    for (arguments, vi, en) in [
        (vec![], ["thiếu tên lệnh", "build, check"], ["command is missing", "build, check"]),
        (vec!["search"], ["thiếu từ cần tìm", "ví dụ"], ["search for is missing", "for example"]),
        (vec!["search", "x", "--limit", "abc"], ["«abc»", "từ 1 trở lên"], ["“abc”", "from 1 on"]),
        (vec!["search", "x", "--limit", "-3"], ["«-3»", "từ 1 trở lên"], ["“-3”", "from 1 on"]),
        (vec!["build", "a"], ["thừa «a»", "build --root a`"], ["no use for “a”", "build --root a`"]),
        (vec!["explain", "a", "b"], ["thừa «b»", "`bantin explain b`"], ["“b” here", "`bantin explain b`"]),
        (
            vec!["build", "--root"],
            ["«--root» còn thiếu", "content/site.yaml"],
            ["“--root” wants", "content/site.yaml"],
        ),
        (vec!["build", "--strict=yes"], ["«yes»", "chỉ viết `--strict`"], ["“yes”", "write `--strict`"]),
        (
            vec!["build", "--root", "a", "--root", "b"],
            ["«--root» chỉ", "giữ lại một"],
            ["“--root” can", "keep one"],
        ),
        (vec!["check", "--as-of", "x"], ["«--as-of»", "`bantin build`"], ["“--as-of”", "`bantin build`"]),
        (
            vec!["check", "--format", "xml"],
            ["«--format» không nhận «xml»", "text, json"],
            ["“--format” does not", "text, json"],
        ),
        (
            vec!["build", "--as-of", "abc"],
            ["«abc» không phải", "viết một ngày, như 2022-11-24 hoặc 24/11/2022, hoặc một thời điểm"],
            ["“abc” is not", "write a day, such as 2022-11-24 or 24/11/2022, or a moment"],
        ),
        (
            vec!["build", "--as-of", "tháng 11/2022"],
            ["«tháng 11/2022» không phải", "viết một ngày"],
            ["“tháng 11/2022” is not", "write a day"],
        ),
        (
            vec!["build", "--as-of", "24/11/2022 17:00"],
            ["thiếu múi giờ", "viết 24/11/2022T17:00+07:00"],
            ["lacks its time zone", "write 24/11/2022T17:00+07:00"],
        ),
        (vec!["help", "biuld"], ["«biuld»", "«build»"], ["“biuld”", "“build”"]),
        (vec!["explain", "[raw-htlm]"], ["«raw-htlm»", "«raw-html»"], ["“raw-htlm”", "“raw-html”"]),
    ] {
        for (language, words) in [("vi", vi), ("en", en)] {
            let output = run(&[arguments.as_slice(), &["--lang", language]].concat());
            let said = err(&output);
            assert_eq!(status(&output), 2, "{arguments:?}: {said}");
            assert!(words.iter().all(|word| said.contains(word)), "{arguments:?}: {said}");
            assert_eq!(out(&output), "");
        }
    }
    let unknown = run(&["build", "--lang", "fr"]);
    assert_eq!(status(&unknown), 2);
    assert!(err(&unknown).contains("«--lang» không nhận «fr», chỉ nhận: vi, en"), "{}", err(&unknown));
}

#[test]
fn help_is_given_however_it_is_asked_for() {
    assert_eq!(out(&run(&["help"])), out(&run(&["--help"])));
    let build = run(&["help", "build", "--lang", "en"]);
    assert_eq!((status(&build), out(&build)), (0, out(&run(&["build", "--help", "--lang", "en"]))));
}

#[test]
fn a_rule_is_explained_as_it_is_copied_from_a_message() {
    let plain = out(&run(&["explain", "raw-html"]));
    for copied in ["[raw-html]", "lỗi[raw-html]:", "error[raw-html"] {
        assert_eq!(out(&run(&["explain", copied])), plain, "{copied}");
    }
}

#[test]
fn problems_go_to_people_on_standard_error_and_to_programs_on_standard_output() {
    let broken = site("localities: [khong-co]\n");
    let people = run(&at(&broken, &["check"]));
    assert_eq!(out(&people), "");
    assert!(err(&people).starts_with("lỗi[broken-reference]: "), "{}", err(&people));

    let json = run(&at(&broken, &["check", "--format", "json"]));
    assert_eq!(err(&json), "");
    let found: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(found[0]["text"], "khong-co");

    let github = run(&at(&broken, &["check", "--format", "github"]));
    assert!(out(&github).starts_with("::error file=content/bulletins/2022/ra-quan.md,line=4,"));
    let sarif = run(&at(&broken, &["check", "--format", "sarif"]));
    let log: serde_json::Value = serde_json::from_str(&out(&sarif)).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "broken-reference");
}

#[test]
fn a_place_is_looked_up_by_what_people_type() {
    let cua_lo = "\
thị xã Cửa Lò, tỉnh Nghệ An
  pre-413, đến 30/11/2024
  1/12/2024: toàn bộ nhập vào thành phố Vinh, tỉnh Nghệ An [old-412] (1243/NQ-UBTVQH15)
  1/7/2025: đổi thành phường Cửa Lò, tỉnh Nghệ An [new-16732]
";
    assert_eq!(out(&run(&["place", "tx", "cua", "lo"])), cua_lo);
    let tua_chua = run(&["place", "Sáng Nhè, Điện Biên", "--lang", "en"]);
    let sang_nhe = "\
xã Sáng Nhè, tỉnh Điện Biên
  new-03244, from 2025-07-01
  made of:
    old-03244  xã Xá Nhè, huyện Tủa Chùa, tỉnh Điện Biên
    old-03247  xã Mường Đun, huyện Tủa Chùa, tỉnh Điện Biên
    old-03259  xã Phình Sáng, huyện Tuần Giáo, tỉnh Điện Biên
";
    assert!(out(&tua_chua).starts_with(sang_nhe), "{}", out(&tua_chua));
    let luan_khe = run(&["place", "--format", "json", "xã Luận Khê"]);
    let found: serde_json::Value = serde_json::from_str(&out(&luan_khe)).unwrap();
    assert_eq!(found[0]["key"], "old-15637");
    assert_eq!(found[0]["parents"][0]["name"], "huyện Thường Xuân");
    let ends = ["new-15634", "new-15661"].map(|key| (serde_json::json!(key), serde_json::json!("part")));
    let told = [0, 1]
        .map(|at| (found[0]["successors"][at]["key"].clone(), found[0]["successors"][at]["kind"].clone()));
    assert_eq!(told, ends);
}

#[test]
fn messages_are_in_the_language_asked_for_then_the_sites_then_the_computers() {
    let broken = site("localities: [khong-co]\n");
    let first_word =
        |command: &mut Command| err(&command.output().unwrap()).split(['[', ':']).next().unwrap().to_owned();
    let check = at(&broken, &["check"]);
    assert_eq!(first_word(bantin(&check).env("LANG", "en_GB.UTF-8")), "lỗi");
    let asked = [check.clone(), vec!["--lang", "en"]].concat();
    assert_eq!(first_word(bantin(&asked).env("LANG", "vi_VN.UTF-8")), "error");
    write(broken.path(), "content/site.yaml", &SITE.replace("language: vi", "language: en"));
    assert_eq!(first_word(bantin(&check).env("LANG", "vi_VN.UTF-8")), "error");
    assert_eq!(first_word(bantin(&["chek"]).env("LANG", "en_GB.UTF-8")), "error");
    assert_eq!(first_word(bantin(&["chek"]).env("LANG", "vi_VN.UTF-8")), "lỗi");
}

#[test]
fn whoever_stops_reading_is_no_fault() {
    for arguments in [["explain", "raw-html"], ["--lang", "vi"], ["--help", "--quiet"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = bantin(&arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert!(!err(&output).contains("panicked"), "{arguments:?}: {}", err(&output));
        assert_ne!(status(&output), 1, "{arguments:?}");
        assert!(output.status.code().is_some(), "{arguments:?} ended by a signal");
    }
}

#[test]
fn a_refused_build_publishes_nothing_and_says_what_readers_see() {
    let broken = site("localities: [khong-co]\n");
    let refused = err(&run(&at(&broken, &["build"])));
    assert!(refused.ends_with("Chưa đăng gì: hãy sửa những chỗ nêu trên rồi dựng lại.\n"), "{refused}");
    assert!(!broken.path().join("public").exists());

    let site = site("localities: []\n");
    assert_eq!(status(&run(&at(&site, &["build"]))), 0);
    let page = || fs::read(site.path().join("public/ban-tin/2022/ra-quan.html")).unwrap();
    let before = page();
    write(site.path(), "content/bulletins/2022/ra-quan.md", "---\ntitle: Ra quân\n---\nBài khác.\n");
    let refused = err(&run(&at(&site, &["build"])));
    assert!(refused.ends_with("/public được giữ nguyên.\n"), "{refused}");
    assert_eq!(page(), before);
}

/// A site of a bulletin that is out, one that is due on 2 January 2025 at five in the afternoon, and a draft.
fn site_with_more_to_come() -> TempDir {
    let folder = site("localities: []\n");
    for (name, line) in [("hen-gio", "publish: 2025-01-02T17:00+07:00"), ("nhap", "draft: true")] {
        let bulletin =
            format!("---\ntitle: Bài {name}\ndate: 2022-11-25\nlocalities: []\n{line}\n---\nBài.\n");
        write(folder.path(), &format!("content/bulletins/2022/{name}.md"), &bulletin);
    }
    folder
}

#[test]
fn a_build_says_what_it_published_and_what_is_to_come() {
    let site = site_with_more_to_come();
    let build = at(&site, &["build", "--as-of", "2025-01-01"]);
    let first = run(&build);
    assert_eq!(status(&first), 0, "{}", err(&first));
    let said = err(&first);
    assert!(said.starts_with("Đã đăng "), "{said}");
    let to_come = "Bài hẹn giờ tiếp theo đến hạn lúc 17:00 ngày 2/1/2025: content/bulletins/2022/hen-gio.md. \
                   Hãy dựng lại trang sau lúc đó.\nCòn 1 bản nháp chưa đăng.\n";
    assert!(said.ends_with(to_come), "{said}");
    assert_eq!(out(&first), "");

    let again = err(&run(&build));
    assert!(again.starts_with("Không có gì thay đổi: "), "{again}");
    assert_eq!(err(&run(&[build.clone(), vec!["--quiet"]].concat())), "");
    let english = err(&run(&[build, vec!["--lang", "en"]].concat()));
    assert!(english.contains("The next text is due at 2025-01-02 17:00: content/"), "{english}");
    assert!(english.ends_with("Drafts not published: 1.\n"), "{english}");
}

#[test]
fn what_is_due_is_decided_by_the_moment_asked_for() {
    let site = site_with_more_to_come();
    let page = |name: &str| site.path().join(format!("public/ban-tin/2022/{name}.html")).exists();
    for (moment, epoch, out) in [
        (Some("2025-01-02T16:59+07:00"), None, false),
        (Some("2025-01-02T17:00+07:00"), None, true),
        (Some("2025-01-01"), Some("1735812000"), false),
        (Some("02/01/2025"), None, true),
        (None, Some("1735811999"), false),
        (None, Some("1735812000"), true),
    ] {
        let mut arguments = at(&site, &["build"]);
        arguments.extend(moment.iter().flat_map(|moment| ["--as-of", moment]));
        let mut command = bantin(&arguments);
        command.envs(epoch.map(|epoch| ("SOURCE_DATE_EPOCH", epoch)));
        let output = command.output().unwrap();
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert_eq!(page("hen-gio"), out, "{moment:?} {epoch:?}");
        assert!(page("ra-quan") && !page("nhap"));
    }
    assert_eq!(status(&run(&at(&site, &["build", "--drafts"]))), 0);
    assert!(page("nhap"));
}

#[test]
fn strictly_a_warning_is_enough_to_refuse() {
    let site = site("localities: []\n");
    fs::write(site.path().join("content/bulletins/2022/hop.docx"), b"PK\x03\x04\xff").unwrap();
    assert_eq!(status(&run(&at(&site, &["check"]))), 0);
    assert_eq!(status(&run(&at(&site, &["check", "--strict"]))), 1);
    assert_eq!(status(&run(&at(&site, &["build", "--strict"]))), 1);
    assert!(!site.path().join("public").exists());
    let output = run(&at(&site, &["build"]));
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(err(&output).starts_with("cảnh báo[misplaced-file]"), "{}", err(&output));
    let way_out = "chép lời bài vào «content/bulletins/2022/hop.md», lưu dạng văn bản thuần";
    assert!(err(&output).contains(way_out), "{}", err(&output));
}

#[test]
fn a_fault_of_a_template_is_pointed_at_in_both_languages() {
    let site = site("localities: []\n");
    write(site.path(), "themes/default/templates/not-found.html", "<p>\n{{ khong_co }}\n");
    let vietnamese = run(&at(&site, &["check"]));
    assert_eq!(status(&vietnamese), 1);
    let place =
        " --> themes/default/templates/not-found.html:2:4\n  |\n2 | {{ khong_co }}\n  |    ^^^^^^^^\n";
    assert!(err(&vietnamese).starts_with("lỗi[theme-template]: "), "{}", err(&vietnamese));
    assert!(err(&vietnamese).contains(place), "{}", err(&vietnamese));
    let english = err(&run(&at(&site, &["check", "--lang", "en"])));
    assert!(english.starts_with("error[theme-template]: ") && english.contains(place), "{english}");
}

#[test]
fn a_component_that_the_program_calls_is_missed_in_the_file_that_was_to_hold_it() {
    let site = site("localities: []\n");
    let told = |components: &str| {
        write(site.path(), "themes/default/components/teaser/teaser.html", components);
        let output = run(&at(&site, &["check", "--lang", "en"]));
        assert_eq!(status(&output), 1);
        err(&output)
    };
    let teaser = "{% component teaser(item: map, variant: string = \"\", shows_lead: bool = false, shows_picture: bool = true) %}\
        <p>{{ item.title }}</p>{% endcomponent teaser %}\n";
    let of_item = |parameters: &str| {
        format!("{teaser}{{% component teaser_item({parameters}) %}}<li>{{% endcomponent teaser_item %}}\n")
    };
    for (components, said) in [
        (teaser.to_owned(), "this file has no component “teaser_item”, which the program itself calls"),
        (of_item("item: map"), "Unknown argument"),
        (of_item("item: map, variant: string, shows_lead: string, shows_picture: bool"), "shows_lead"),
    ] {
        let told = told(&components);
        assert!(told.starts_with("error[theme-template]: ") && told.contains(said), "{told}");
        assert!(told.contains("--> themes/default/components/teaser/teaser.html:1:1\n"), "{told}");
        assert!(told.contains("begin with “teaser_item” of the built-in file"), "{told}");
    }
}

#[test]
fn a_search_answers_programs_with_an_array() {
    let site = site("lead: Xã lập tổ công tác.\nlocalities: []\n");
    let answer = run(&at(&site, &["search", "ra quan", "--format", "json"]));
    assert_eq!((status(&answer), err(&answer)), (0, String::new()));
    let found: serde_json::Value = serde_json::from_str(&out(&answer)).unwrap();
    assert_eq!(found[0]["kind"], "bulletin");
    assert_eq!(found[0]["title"], "Ra quân");
    assert_eq!(found[0]["address"], "ban-tin/2022/ra-quan.html");
    assert_eq!(found[0]["date"], "2022-11-24");
    assert_eq!(found[0]["place"], serde_json::Value::Null);
    assert!(found[0]["score"].as_f64().unwrap() > 0.0);
    let nothing = run(&at(&site, &["search", "zzzz", "--format", "json"]));
    assert_eq!((status(&nothing), out(&nothing)), (0, "[]\n".to_owned()));
}

#[test]
fn a_search_answers_people_with_a_list() {
    let site = site("lead: Xã lập tổ công tác.\nlocalities: []\n");
    let answer = run(&at(&site, &["search", "tổ", "công", "tác"]));
    assert_eq!(out(&answer), " 1. Ra quân\n    Bản tin · 24/11/2022\n    ban-tin/2022/ra-quan.html\n");
    let nothing = run(&at(&site, &["search", "zzzz", "--lang", "en"]));
    assert_eq!(status(&nothing), 0);
    assert!(err(&nothing).starts_with("Nothing was found for “zzzz”. "), "{}", err(&nothing));
    assert_eq!(status(&run(&at(&site, &["search"]))), 2);
}

#[test]
fn a_search_in_content_with_errors_says_that_it_may_not_have_found_all() {
    let site = site("localities: [khong-co]\n");
    let answer = run(&at(&site, &["search", "ra quan"]));
    assert_eq!(status(&answer), 0);
    assert!(out(&answer).starts_with(" 1. Ra quân\n"), "{}", out(&answer));
    assert!(err(&answer).contains("chỉ tìm trong phần đọc được; xem `bantin check`"), "{}", err(&answer));
}

#[test]
fn a_name_that_no_place_can_have_is_not_looked_up() {
    let long = "an ".repeat(5000);
    let answer = run(&["place", &long, "--lang", "en"]);
    assert_eq!(status(&answer), 2);
    assert!(err(&answer).contains("ask for one place at a time"), "{}", err(&answer));
}

#[test]
fn the_site_of_the_build_before_comes_back_and_goes_again() {
    let site = site("localities: []\n");
    let home = || fs::read_to_string(site.path().join("public/index.html")).unwrap();
    let refused = run(&at(&site, &["rollback"]));
    assert_eq!(status(&refused), 1);
    assert!(err(&refused).contains("không có trang nào do bantin dựng"), "{}", err(&refused));
    assert_eq!(status(&run(&at(&site, &["build"]))), 0);
    let refused = run(&at(&site, &["rollback"]));
    assert!(err(&refused).contains("chưa thay đổi kể từ lần dựng đầu"), "{}", err(&refused));
    write(site.path(), "content/site.yaml", &SITE.replace("Bản tin thử", "Bản tin mới"));
    assert_eq!(status(&run(&at(&site, &["build"]))), 0);
    assert!(home().contains("Bản tin mới"));
    let back = run(&at(&site, &["rollback"]));
    assert_eq!((status(&back), out(&back).as_str()), (0, ""));
    assert!(err(&back).contains("Đã đưa trang của lần dựng trước trở lại"), "{}", err(&back));
    assert!(home().contains("Bản tin thử"));
    assert_eq!(status(&run(&at(&site, &["rollback"]))), 0);
    assert!(home().contains("Bản tin mới"));
}

#[test]
fn a_folder_that_is_no_site_is_told_from_one_that_is_not_there() {
    let nothing = tempfile::tempdir().unwrap();
    let gone = nothing.path().join("gone");
    for command in [vec!["build"], vec!["check"], vec!["search", "x"], vec!["figures"], vec!["rollback"]] {
        let refused = run(&at(&nothing, &command));
        assert_eq!(status(&refused), 1);
        assert!(
            err(&refused).contains("không có content/site.yaml\n  = gợi ý: sau --root"),
            "{}",
            err(&refused)
        );
        let refused =
            run(&[command.as_slice(), &["--root", gone.to_str().unwrap(), "--lang", "en"]].concat());
        assert_eq!(status(&refused), 1);
        let said = err(&refused);
        assert!(said.starts_with("error: there is no folder “") && said.contains("after --root"), "{said}");
    }
    assert!(nothing.path().read_dir().unwrap().next().is_none(), "nothing is left behind");
}

#[test]
fn a_file_with_the_name_of_the_list_of_hashes_is_refused() {
    let site = site("localities: []\n");
    write(site.path(), "content/files/sha256sums", "abc");
    let refused = run(&at(&site, &["build"]));
    assert_eq!(status(&refused), 1);
    assert!(err(&refused).contains("bản kê mã băm"), "{}", err(&refused));
}
