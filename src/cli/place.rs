//! Looks places up in the gazetteer: what people ask by name, with key, parents, dates and what became of them.
//!
//! Knows nothing of any site.

use serde_json::{Value, json};

use super::arguments::{ListFormat, PlaceArguments};
use super::report::Exit;
use super::speech::Speech;
use crate::diagnostic::{MessageLanguage, Text, text};
use crate::gazetteer::{
    Found, Likeness, NOTICE, Succession, SuccessionKind, Unit, changes, date, find, ground_predecessors,
    lifetime, manner, unit,
};

/// So many candidates are shown to people; programs get all.
const MOST: usize = 20;

/// No name of a unit, with all that it lies in, has so many words. The time to look one up grows with their square.
const MOST_WORDS: usize = 60;

/// Answers on standard output, or says that nothing is like what was asked for.
pub(super) fn place(asked: &PlaceArguments, speech: &Speech) -> Exit {
    if asked.notice {
        return Exit::of_printing(speech.answer(NOTICE));
    }
    let name = asked.name.join(" ");
    if name.trim().is_empty() {
        speech.fault(
            &text!(vi: "thiếu tên, khóa hoặc mã của nơi cần tìm", en: "a name, key or code to look up is missing"),
            Some(&text!(vi: "ví dụ: `bantin place \"xa nhe\"`", en: "for example: `bantin place \"xa nhe\"`")),
        );
        return Exit::CommandLine;
    }
    if name.split_whitespace().count() > MOST_WORDS {
        speech.fault(
            &text!(vi: "không nơi nào có tên dài quá {MOST_WORDS} chữ", en: "no place has a name of more than {MOST_WORDS} words"),
            Some(&text!(vi: "mỗi lần hỏi một nơi: `bantin place \"xa nhe\"`", en: "ask for one place at a time: `bantin place \"xa nhe\"`")),
        );
        return Exit::CommandLine;
    }
    let found = find(&name);
    if asked.format == ListFormat::Json {
        let all: Vec<Value> = found.iter().map(as_json).collect();
        return Exit::of_printing(speech.answer(&format!("{:#}\n", Value::Array(all))));
    }
    let Some(first) = found.first() else {
        speech.fault(
            &text!(vi: "danh mục không có nơi nào tên «{name}»", en: "the gazetteer has no place named “{name}”"),
            Some(&text!(
                vi: "viết tên không kèm chức danh, hoặc thêm nơi trực thuộc: \"xá nhè, tủa chùa\"",
                en: "leave out titles, or add what it lies in: \"xa nhe, tua chua\"",
            )),
        );
        return Exit::CommandLine;
    };
    if let Some(caution) = doubt(first.likeness, &name) {
        speech.caution(&caution);
    }
    let shown = found.iter().take(MOST).map(|one| told(&one.unit, speech.language));
    let printed = speech.answer(&shown.collect::<Vec<_>>().join("\n"));
    if let Some(left) = found.len().checked_sub(MOST).filter(|left| *left > 0) {
        speech.hint(&text!(
            vi: "còn {left} nơi nữa; thêm nơi trực thuộc để thu hẹp: \"{name}, tên tỉnh\"",
            en: "and {left} more; add what it lies in to narrow them down: \"{name}, province\"",
        ));
    }
    Exit::of_printing(printed)
}

/// What is to be said where the name was not quite what was asked for.
fn doubt(likeness: Likeness, name: &str) -> Option<Text> {
    Some(match likeness {
        Likeness::OtherKind => text!(
            vi: "không có «{name}» thuộc loại ấy; có nơi cùng tên",
            en: "there is no “{name}” of that kind; these have the name",
        ),
        Likeness::Elsewhere => text!(
            vi: "không có nơi tên ấy ở đó; có nơi cùng tên ở chỗ khác: «{name}»",
            en: "there is no such place there; these have the name elsewhere: “{name}”",
        ),
        Likeness::Near => {
            text!(vi: "không có «{name}»; sau đây là tên gần nhất", en: "there is no “{name}”; these names are nearest")
        }
        Likeness::Key | Likeness::Code | Likeness::Exact | Likeness::Folded => return None,
    })
}

/// A unit as people read it, some lines.
fn told(this: &Unit, language: MessageLanguage) -> String {
    let key = this.key;
    let dates = lifetime(this).map(|text| format!(", {}", text.get(language))).unwrap_or_default();
    let mut lines = vec![this.full_name(), format!("  {key}{dates}")];
    for of_kind in
        changes(key).chunk_by(|one, next| (one.date, one.kind, one.act) == (next.date, next.kind, next.act))
    {
        let (tasks, ground): (Vec<_>, Vec<_>) = of_kind.iter().partition(|step| is_task(step));
        for step in tasks {
            let words = text!(vi: "hết là đơn vị hành chính; thuộc", en: "ceased; now part of");
            lines.extend(step_lines(&[step], &words, language));
        }
        if let Some(first) = ground.first() {
            lines.extend(step_lines(&ground, &manner(first.kind), language));
        }
    }
    lines.extend(former_lines(&ground_predecessors(key), language));
    lines.into_iter().map(|line| line + "\n").collect()
}

/// What a unit was made of; nothing where that is not known.
fn former_lines(former: &[Succession], language: MessageLanguage) -> Vec<String> {
    let any = |kinds: &[SuccessionKind]| former.iter().any(|step| kinds.contains(&step.kind));
    let words = match former {
        [] => return Vec::new(),
        _ if any(&[SuccessionKind::Part]) => {
            text!(vi: "gồm toàn bộ hoặc một phần của", en: "made of all or part of")
        }
        _ if any(&[SuccessionKind::Whole]) => text!(vi: "gồm", en: "made of"),
        _ => text!(vi: "trước là", en: "formerly"),
    };
    let units: Vec<Unit> = former.iter().filter_map(|step| unit(step.from)).collect();
    listed(words.get(language), &units, "")
}

/// Whether a step hands tasks to a unit above, and no ground.
fn is_task(step: &Succession) -> bool {
    let level = |key| unit(key).map(|unit| unit.level);
    level(step.to) < level(step.from)
}

fn step_lines(steps: &[&Succession], manner: &Text, language: MessageLanguage) -> Vec<String> {
    let Some(first) = steps.first() else { return Vec::new() };
    let units: Vec<Unit> = steps.iter().filter_map(|step| unit(step.to)).collect();
    let act = first.act.map(|act| format!(" ({act})")).unwrap_or_default();
    listed(&format!("{}: {}", date(first.date).get(language), manner.get(language)), &units, &act)
}

/// One unit behind the words, several below them.
fn listed(words: &str, units: &[Unit], act: &str) -> Vec<String> {
    match units {
        [one] => vec![format!("  {words} {} [{}]{act}", one.full_name(), one.key)],
        several => {
            let lines = several.iter().map(|unit| format!("    {:9}  {}", unit.key, unit.full_name()));
            std::iter::once(format!("  {words}{act}:")).chain(lines).collect()
        }
    }
}

fn as_json(found: &Found) -> Value {
    let this = &found.unit;
    let reference = |key: &str| {
        let name = unit(key).map(|unit| unit.display_name());
        json!({"key": key, "name": name})
    };
    let day = |day: Option<(i32, u32, u32)>| day.map(|day| date(day).en);
    let step = |step: &Succession, other: &str| {
        let kind = format!("{:?}", step.kind).to_lowercase();
        let mut value = reference(other);
        value["kind"] = json!(kind);
        value["date"] = json!(day(Some(step.date)));
        value["act"] = json!(step.act);
        value
    };
    json!({
        "key": this.key,
        "code": this.code,
        "id": this.id(),
        "name": this.display_name(),
        "full_name": this.full_name(),
        "level": format!("{:?}", this.level).to_lowercase(),
        "likeness": likeness(found.likeness),
        "parents": this.above().map(|above| reference(above.key)).collect::<Vec<_>>(),
        "from": day(this.valid_from),
        "until": day(this.valid_to),
        "successors": changes(this.key).iter().map(|one| step(one, one.to)).collect::<Vec<_>>(),
        "predecessors": ground_predecessors(this.key).iter().map(|one| step(one, one.from)).collect::<Vec<_>>(),
    })
}

fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Key => "key",
        Likeness::Code => "code",
        Likeness::Exact => "exact",
        Likeness::Folded => "folded",
        Likeness::OtherKind => "other-kind",
        Likeness::Elsewhere => "elsewhere",
        Likeness::Near => "near",
    }
}
