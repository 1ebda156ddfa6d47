//! Each component of the built-in theme alone: every example of it is built as part of a site of its own,
//! looked at, and compared with what is kept in `tests/components/`.
//!
//! With `UPDATE_COMPONENTS=1` in the environment the expectations are written anew, to be read before they
//! are kept.

mod example;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use bantin::pipeline::Drafts;
use serde_yaml::{Mapping, Value};

use crate::support::built::{DAY, Whole, build};
use crate::support::filled::{empty, unbalanced};
use example::{AROUND, BODY, Definition, Example, Spelling, built_in, definitions, examples};

/// The least site, whose search page shows the examples instead.
const SITE: &str = "\
title: Bản tin Đề án 06
base_url: https://tin.example.gov.vn/
language: vi
timezone: Asia/Ho_Chi_Minh
publisher: {name: Phòng Văn hóa và Thông tin}
";
const TEMPLATE: &str = "themes/default/templates/search.html";
const PAGE: &str = "tim-kiem.html";
/// Stands before each example on that page.
const SEAM: &str = "<!-- example -->";

/// What an example came to, in the order written.
type Shown = Vec<(String, String)>;

#[test]
fn every_component_shows_each_parameter_in_an_example() {
    let (components, files) = built_in();
    assert!(components.len() > 30, "the components were not found");
    let wrong: Vec<String> =
        components.values().flat_map(|component| unshown(component, &component.examples())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known: BTreeSet<String> = components.values().map(Definition::file_name).collect();
    let strange: Vec<&String> = files.difference(&known).collect();
    assert!(strange.is_empty(), "examples of no component: {strange:?}");
}

#[test]
fn every_example_is_whole_and_as_it_was_read_and_kept() {
    let update = std::env::var_os("UPDATE_COMPONENTS").is_some();
    let (components, _) = built_in();
    let shown = show_all(&components);
    let mut wrong = String::new();
    for (component, examples) in &shown {
        let mut page = String::new();
        for (name, html) in examples {
            wrong.extend(faults(html).into_iter().map(|fault| format!("{component}, {name}: {fault}\n")));
            write!(page, "<!-- {name} -->\n{html}\n").unwrap();
        }
        let path = expectation(component);
        if update {
            fs::write(&path, page).unwrap();
        } else {
            let kept = fs::read_to_string(&path).unwrap_or_default();
            if kept != page {
                write!(wrong, "=== {component} kept\n{kept}=== {component} shown\n{page}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let kept = fs::read_dir(expectation("any").parent().unwrap()).unwrap().count();
    assert_eq!(kept, shown.len(), "an expectation in tests/components/ that no component has");
}

#[test]
fn examples_are_not_published() {
    let published: Vec<&String> =
        Whole::Sample.built().files.keys().filter(|address| address.ends_with(".yaml")).collect();
    assert!(published.is_empty(), "{published:?}");
}

#[test]
fn a_component_without_examples_and_a_parameter_without_one_are_found() {
    let [notice] = &definitions(
        "{% component notice(title: string, variant: string = \"\", marks: map = {}, @t) -%}\n{{ body }}",
        Path::new("nowhere"),
    )[..] else {
        panic!("one component")
    };
    let unshown = |text| unshown(notice, &examples(text));
    assert!(notice.examples().is_empty());
    assert_eq!(unshown("{}"), ["notice has no examples"]);
    assert_eq!(
        unshown("a: {title: Hoãn, marks: {}}\nb: {title: Hủy, body: <p>x</p>}"),
        ["notice: no example of variant"]
    );
    assert_eq!(
        unshown("a: {title: x, variant: x, marks: {}, body: x, kind: x}"),
        ["notice, a: there is no parameter kind"]
    );
}

#[test]
fn a_parameter_that_is_unknown_missing_or_of_another_type_is_refused() {
    let refused = |component: &str, text: &str| show(&[(component, &examples(text)[0])]).unwrap_err();
    let unknown = refused("bar", "a: {length: 40%, width: 40%}");
    assert!(unknown.contains("Unknown argument"), "{unknown}");
    let missing = refused("figure", "a: {number: '40'}");
    assert!(missing.contains("unit"), "{missing}");
    let other_type = refused("figure", "a: {number: 40, unit: thẻ}");
    assert!(other_type.contains("number"), "{other_type}");
}

#[test]
fn a_fault_in_markup_is_found() {
    assert_eq!(faults(" \n"), ["nothing is shown"]);
    assert_eq!(faults("<ul><li>Ậ</ul>"), ["<li> is open where </ul> stands"]);
    assert_eq!(faults("<p>Ỗ"), ["<p> is never closed"]);
    assert_eq!(faults("<p>Ỗ</p></div>"), ["</div> closes nothing"]);
    assert_eq!(faults("<p class=\"a\"></p>"), ["<p class=\"a\"> is empty"]);
    assert_eq!(faults("<p>Ỗ<br></p>"), [""; 0]);
}

/// What the examples of a component leave out, or have too much.
fn unshown(component: &Definition, examples: &[Example]) -> Vec<String> {
    let name = &component.name;
    if examples.is_empty() {
        return vec![format!("{name} has no examples")];
    }
    let mut wrong = Vec::new();
    let mut shown = BTreeSet::new();
    for example in examples {
        let given = example.given.keys().filter_map(Value::as_str).filter(|key| !AROUND.contains(key));
        for key in given {
            if !component.parameters.contains(key) {
                wrong.push(format!("{name}, {}: there is no parameter {key}", example.name));
            }
            shown.insert(key);
        }
    }
    let missing = component.parameters.iter().filter(|parameter| !shown.contains(parameter.as_str()));
    wrong.extend(missing.map(|parameter| format!("{name}: no example of {parameter}")));
    wrong
}

fn faults(html: &str) -> Vec<String> {
    if html.trim().is_empty() {
        return vec!["nothing is shown".to_owned()];
    }
    if let Some(fault) = unbalanced(html) {
        return vec![fault];
    }
    empty(html).into_iter().map(|element| format!("{element} is empty")).collect()
}

fn expectation(component: &str) -> PathBuf {
    let name = component.replace('_', "-");
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/components/{name}.html"))
}

/// Every example of every component, by the component's name.
fn show_all(components: &BTreeMap<String, Definition>) -> BTreeMap<String, Shown> {
    let all: Vec<(&str, Example)> = components
        .values()
        .flat_map(|component| component.examples().into_iter().map(|one| (component.name.as_str(), one)))
        .collect();
    let all: Vec<(&str, &Example)> = all.iter().map(|(component, example)| (*component, example)).collect();
    let shown = show(&all).unwrap_or_else(|_| panic!("{}", culprits(&all)));
    let mut by_component = BTreeMap::<String, Shown>::new();
    for ((component, example), html) in all.iter().zip(shown) {
        by_component.entry((*component).to_owned()).or_default().push((example.name.clone(), html));
    }
    by_component
}

/// The examples that are refused on their own, and why.
fn culprits(all: &[(&str, &Example)]) -> String {
    let alone = |(component, example): &(&str, &Example)| {
        let why = show(&[(component, example)]).err()?;
        Some(format!("{component}, {}: {why}", example.name))
    };
    all.iter().filter_map(alone).collect()
}

/// Builds a site whose search page consists of these examples; what each came to, or why they are refused.
fn show(all: &[(&str, &Example)]) -> Result<Vec<String>, String> {
    let root = tempfile::tempdir().unwrap();
    let calls: String = all.iter().map(|(component, example)| call(component, &example.given)).collect();
    // A component takes the nearest `frame` and `site`; the page's own are kept for the next example.
    let page = format!("{{% set page_frame = frame %}}{{% set page_site = site %}}{calls}");
    for (path, text) in [("content/site.yaml", SITE), (TEMPLATE, &page)] {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let built = build(root.path(), DAY, Drafts::LeftOut)?;
    Ok(built.page(PAGE).split(SEAM).skip(1).map(|html| html.trim_matches('\n').to_owned()).collect())
}

/// An example as a part of a template.
fn call(component: &str, given: &Mapping) -> String {
    let (mut spelling, mut sets) = (Spelling::default(), String::new());
    let mut parameters = given.clone();
    for around in AROUND {
        let over = parameters.remove(around).unwrap_or_else(|| Mapping::new().into());
        let over = spelling.fields(over.as_mapping().unwrap());
        sets += &format!("{{% set {around} = {{...page_{around}, {over}}} %}}");
    }
    let body = parameters.remove(BODY);
    let given = spelling.fields(&parameters);
    let call = match body.as_ref().and_then(Value::as_str) {
        Some(body) => format!("{{% <{component} {{...given}}> -%}}{body}{{%- </{component}> %}}"),
        None => format!("{{{{ <{component} {{...given}} /> }}}}"),
    };
    format!("{SEAM}{}{sets}{{% set given = {{{given}}} %}}{call}", spelling.lists)
}
