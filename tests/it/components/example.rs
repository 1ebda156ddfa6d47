//! What components say of themselves: their definitions and their named examples, read from the theme.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::{Mapping, Value};

/// Under these an example lays something over what a component takes from the page around it.
pub const AROUND: [&str; 2] = ["frame", "site"];
/// Under this an example has what stands between the component's tags, as template text.
pub const BODY: &str = "body";

/// A component as its template declares it.
#[derive(Debug)]
pub struct Definition {
    /// As in a call: `search_box`.
    pub name: String,
    /// Those that a caller gives, [`BODY`] among them where the component has a place for one.
    pub parameters: BTreeSet<String>,
    /// Its folder.
    folder: PathBuf,
}

/// One use of a component.
#[derive(Debug)]
pub struct Example {
    /// Unique in its component.
    pub name: String,
    /// Values by parameter, and what stands around.
    pub given: Mapping,
}

impl Definition {
    /// Its name in file names: `search-box`.
    pub fn file_name(&self) -> String {
        self.name.replace('_', "-")
    }

    /// Its examples in the order written; none where there is no file of them.
    pub fn examples(&self) -> Vec<Example> {
        let path = self.folder.join(format!("{}.yaml", self.file_name()));
        fs::read_to_string(path).map(|text| examples(&text)).unwrap_or_default()
    }
}

/// The examples in a file: a mapping of names to values.
#[track_caller]
pub fn examples(text: &str) -> Vec<Example> {
    let all: Mapping = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
    let example = |(name, given): (Value, Value)| Example {
        name: name.as_str().expect("a name").to_owned(),
        given: given.as_mapping().cloned().unwrap_or_default(),
    };
    all.into_iter().map(example).collect()
}

/// Every component of the built-in theme, by name, and every file that should be one's examples.
pub fn built_in() -> (BTreeMap<String, Definition>, BTreeSet<String>) {
    let (mut components, mut files) = (BTreeMap::new(), BTreeSet::new());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/components");
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let extension = path.extension().unwrap_or_default();
            if extension == "html" {
                let found = definitions(&fs::read_to_string(&path).unwrap(), &folder);
                components.extend(found.into_iter().map(|one| (one.name.clone(), one)));
            } else if extension == "yaml" {
                files.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    (components, files)
}

/// The components that a template defines.
pub fn definitions(template: &str, folder: &Path) -> Vec<Definition> {
    let parts = template.split("{% component ").skip(1);
    parts
        .map(|part| {
            let (name, rest) = part.split_once('(').expect("parameters");
            let (declared, inner) = rest.split_once("%}").expect("the end of the tag");
            let mut parameters: BTreeSet<String> = declared_names(declared).collect();
            if inner.contains("{{ body }}") {
                parameters.insert(BODY.to_owned());
            }
            Definition { name: name.to_owned(), parameters, folder: folder.to_owned() }
        })
        .collect()
}

/// The names before the types in `title: string, items: map = {}, @t) -`; those taken from around are left out.
fn declared_names(declared: &str) -> impl Iterator<Item = String> {
    let typed = declared.split(", ").filter_map(|parameter| parameter.split_once(": "));
    typed.map(|(name, _)| name.to_owned())
}

/// Spells values in a template.
#[derive(Debug, Default)]
pub struct Spelling {
    /// What has to stand before the values: a list may not be spelled in a list of lists, so each is named.
    pub lists: String,
    count: usize,
}

impl Spelling {
    /// A value as an expression.
    pub fn value(&mut self, value: &Value) -> String {
        match value {
            Value::String(text) => {
                format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
            }
            Value::Bool(is) => is.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Sequence(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(item)).collect();
                self.count += 1;
                let name = format!("list_{}", self.count);
                self.lists += &format!("{{% set {name} = [{}] %}}", items.join(", "));
                name
            }
            Value::Mapping(fields) => format!("{{{}}}", self.fields(fields)),
            Value::Null | Value::Tagged(_) => panic!("{value:?} can't be given to a component"),
        }
    }

    /// The fields of a map, without the braces.
    pub fn fields(&mut self, fields: &Mapping) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}: {}", self.value(name), self.value(value)))
            .collect();
        // The space keeps two closing braces from ending the expression.
        fields.join(", ") + " "
    }
}
