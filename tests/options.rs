//! One row per option: what the package takes, links take, and what is written about options is made from the rows.

use mixtape::deck::Deck;
use mixtape::link::Link;
use mixtape::models::{MODELS, ModelRow};
use mixtape::options::row::{OptionKind, OptionRow};
use mixtape::options::table::K;
use mixtape::options::{Options, Value};
use mixtape::start::WAYS;
use std::fmt::Write;

#[test]
fn links_take_what_the_package_takes() {
    for model in &MODELS {
        for row in model.options {
            let OptionKind::Number(number) = row.kind else { continue };
            let needs = row.needs.map_or(String::new(), |(key, value)| format!("&{key}={value}"));
            for end in number.range {
                let text = format!("m={}{needs}&{}={end:e}", model.choice.key, row.key);
                let (link, notes) = Link::decode(&text);
                assert_eq!(notes, Vec::<String>::new(), "{text}");
                assert_eq!(Link::decode(&link.encode()).0.encode(), link.encode(), "{text}");
            }
        }
    }
}

/// Whether the file `path` holds `text`; with `MIXTAPE_OPTIONS=1` it is written first.
fn is_written(path: &str, text: &str) {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("MIXTAPE_OPTIONS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap();
    assert!(
        there == text,
        "{path} is stale: run MIXTAPE_OPTIONS=1 cargo test --test options, and look at what changed"
    );
}

/// The values of an option, in TypeScript.
fn type_of(row: &OptionRow, model: &ModelRow) -> String {
    match row.kind {
        OptionKind::Number(_) => "number".into(),
        OptionKind::Choice { choices, .. } => {
            choices.iter().map(|c| format!("\"{}\"", c.key)).collect::<Vec<_>>().join(" | ")
        }
        OptionKind::Start => {
            let given = |i: usize, name: &&str| format!("{name}{}: Numbers", if i == 0 { "" } else { "?" });
            let given: Vec<String> = model.init.iter().enumerate().map(|(i, name)| given(i, name)).collect();
            format!("Start | Groups | {{ {} }}", given.join("; "))
        }
    }
}

fn default_of(row: &OptionRow) -> String {
    match row.kind {
        OptionKind::Number(_) => row.default(),
        _ => format!("\"{}\"", row.default()),
    }
}

/// The option that `row` needs, as the package names it: `covariance` "identity".
fn condition(row: &OptionRow) -> Option<(&'static str, &'static str)> {
    let (key, value) = row.needs?;
    Some((mixtape::models::option(key).expect("an option").name, value))
}

#[test]
fn the_types_of_the_package_are_those_of_the_rows() {
    let ways: Vec<String> = WAYS.iter().map(|way| format!("\"{}\"", way.choice.key)).collect();
    let mut text =
        String::from("// Made of the rows in src/options/table.rs and src/models/table.rs by tests/options.rs.\n");
    let _ = writeln!(text, "\ntype Start = {};", ways.join(" | "));
    for model in &MODELS {
        let _ = writeln!(text, "\nexport interface {}Options {{", model.name);
        for row in model.rows() {
            let mut said = row.blurb.to_string();
            if let OptionKind::Number(number) = row.kind {
                let words = number.words();
                let _ = write!(said, " {}{}", words[..1].to_uppercase(), &words[1..]);
                if !number.unit.is_empty() {
                    let _ = write!(said, ", in units of: {}", number.unit);
                }
                said.push('.');
            }
            if let Some((name, value)) = condition(row) {
                let _ = write!(said, " Read where {name} is \"{value}\".");
            }
            let default = if row.name == K.name {
                "It must be given, unless init says it".into()
            } else {
                format!("Default {}", default_of(row))
            };
            let _ = writeln!(text, "  /** {said} {default}. */\n  {}?: {};", row.name, type_of(row, model));
        }
        text.push_str("}\n");
    }
    is_written("src/wasm/options.d.ts", &text);
}

#[test]
fn the_readme_lists_the_rows() {
    const MARKS: [&str; 2] = ["<!-- options -->\n", "<!-- end of options -->\n"];
    let mut table =
        String::from("| option | link | classes | values, the default first | what it does |\n|---|---|---|---|---|\n");
    let mut rows: Vec<&OptionRow> = Vec::new();
    for row in MODELS.iter().flat_map(ModelRow::rows) {
        if !rows.iter().any(|other| other.name == row.name) {
            rows.push(row);
        }
    }
    for row in rows {
        let takes: Vec<&str> = MODELS.iter().filter(|m| m.rows().any(|r| r.name == row.name)).map(|m| m.name).collect();
        let takes = if takes.len() == MODELS.len() { "all".into() } else { takes.join(", ") };
        let values = match row.kind {
            OptionKind::Number(number) => {
                let unit = if number.unit.is_empty() { String::new() } else { format!(" ({})", number.unit) };
                format!("{}: {}{unit}", row.default(), number.words())
            }
            OptionKind::Choice { choices, .. } => {
                choices.iter().map(|c| format!("`\"{}\"`", c.key)).collect::<Vec<_>>().join(", ")
            }
            OptionKind::Start => {
                let ways: Vec<String> = WAYS.iter().map(|way| format!("`\"{}\"`", way.choice.key)).collect();
                format!("{}, `{{ means, weights?, covariances? }}`, `{{ labels }}`", ways.join(", "))
            }
        };
        let only =
            condition(row).map_or(String::new(), |(name, value)| format!(" Read where `{name}` is `\"{value}\"`."));
        let _ = writeln!(
            table,
            "| `{}` | `{}` | {takes} | {values} | {}{only} |",
            row.name,
            row.key,
            row.blurb.replace('|', "\\|")
        );
    }
    let path = "npm/README.md";
    let there = std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (before, rest) = there.split_once(MARKS[0]).expect("the mark before the table");
    let (_, after) = rest.split_once(MARKS[1]).expect("the mark after the table");
    is_written(path, &format!("{before}{}{table}{}{after}", MARKS[0], MARKS[1]));
}

#[test]
fn every_option_reads_its_ends_and_refuses_what_is_beyond() {
    for model in &MODELS {
        for row in model.rows() {
            let read = |value: Value| {
                let mut entries = vec![("k".to_string(), Value::Number(2.0))];
                entries.retain(|(key, _)| key != row.name);
                entries.push((row.name.to_string(), value));
                Options::read(model.family, &entries, 2)
            };
            let told = |value: Value| {
                let error = read(value).err().unwrap_or_else(|| panic!("{} of {}", row.name, model.name));
                assert!(error.message.starts_with(row.name), "{error}");
            };
            told(Value::Other("a boolean"));
            match row.kind {
                OptionKind::Number(number) => {
                    for end in number.range.into_iter().chain([number.default]).chain(number.slider) {
                        assert!(read(Value::Number(end)).is_ok(), "{} = {end}", row.name);
                    }
                    let [least, most] = number.range;
                    let beyond = [least.next_down(), 2.0 * most, f64::NAN, f64::INFINITY];
                    for x in beyond {
                        told(Value::Number(x));
                    }
                    if number.whole {
                        told(Value::Number(1.5));
                    }
                }
                OptionKind::Choice { choices, .. } => {
                    for choice in choices {
                        assert!(read(Value::Text(choice.key.into())).is_ok(), "{} = {}", row.name, choice.key);
                    }
                    told(Value::Text("none of them".into()));
                }
                OptionKind::Start => told(Value::Text("none of them".into())),
            }
        }
    }
}

#[test]
fn an_option_stands_after_the_one_it_needs() {
    for model in &MODELS {
        for (i, row) in model.options.iter().enumerate() {
            let Some((key, value)) = row.needs else { continue };
            let other = model.options[..i].iter().find(|other| other.key == key).expect(row.name);
            assert!(matches!(other.kind, OptionKind::Choice { choices, .. } if choices.iter().any(|c| c.key == value)));
        }
    }
}

#[test]
fn the_panel_offers_the_rows() {
    for model in &MODELS {
        for row in model.rows() {
            let needs = row.needs.map_or(String::new(), |(key, value)| format!("&{key}={value}"));
            let deck = Deck::new(&format!("d=counts&m={}{needs}", model.choice.key));
            let controls = deck.controls();
            let control = controls.iter().find(|control| control.key == row.key).expect(row.key);
            assert_eq!(control.title, row.title);
            if let OptionKind::Number(number) = row.kind {
                assert_eq!(control.default, Some(number.default), "{}", row.key);
                assert_eq!(control.min, Some(number.slider[0]), "{}", row.key);
            }
        }
    }
}

#[test]
fn a_number_may_be_typed_where_no_slider_goes() {
    let controls = Deck::new("d=faithful&m=student&nu=0.1").controls();
    let tails = controls.iter().find(|control| control.key == "nu").expect("the tails");
    assert_eq!((tails.value.as_str(), tails.min, tails.range), ("0.1", Some(0.5), Some([0.1, 1000.0])));
}
