//! Links of version 1 open for ever: what each of them means, the canonical text and the bits of the state, is kept in
//! `tests/frozen/v1.json` and never changes.
//!
//! A new link is a row with its `link` alone; `MIXTAPE_FREEZE=1 cargo test --test frozen` fills in what is missing, and
//! leaves the other rows as they are.

use mixtape::bayes::Bayes;
use mixtape::image::settings::Settings;
use mixtape::link::Link;
use mixtape::machine::Room;
use mixtape::scenes;
use serde::{Deserialize, Serialize};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/frozen/v1.json");

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Row {
    /// A text that somebody may have kept.
    link: String,
    /// The canonical text of what it shows.
    #[serde(default)]
    canonical: String,
    /// Of the state it shows, and of the state beside it; "none" where there is no run.
    #[serde(default)]
    digest: String,
}

/// What the link means today.
fn now(text: &str) -> Row {
    let row = |canonical: String, digest: String| Row { link: text.into(), canonical, digest };
    let none = || "none".to_string();
    if let Some(key) = text.strip_prefix("scene=") {
        let scene = scenes::all().find(|scene| scene.key == key).unwrap_or_else(|| panic!("no scene {key}"));
        return Row { link: text.into(), ..now(scene.link) };
    }
    if text.starts_with("room=bayes") {
        return row(Bayes::decode(text).0.encode(), none());
    }
    if text.starts_with("room=machine") {
        return row(Room::decode(text).0.encode(), none());
    }
    if text.starts_with("room=picture") {
        return row(Settings::decode(text).0.encode(), none());
    }
    let (mut link, _) = Link::decode(text);
    let digest = |config: &mixtape::config::Configuration, t: usize| {
        let data = config.data().map_err(|e| e.message)?;
        let tape = config.tape(&data, t).map_err(|e| e.message)?;
        Ok::<_, String>((tape.t(), format!("{:016x}", tape.digest())))
    };
    let mut digests = Vec::new();
    match digest(&link.config, link.t) {
        Ok((t, text)) => {
            link.t = t;
            digests.push(text);
        }
        Err(_) => digests.push(none()),
    }
    if let Some(twin) = &link.twin {
        let t = if twin.locked { link.t } else { twin.t.unwrap_or(link.t) };
        digests.push(digest(&twin.of_config(&link.config), t).map_or_else(|_| none(), |(_, text)| text));
    }
    row(link.encode(), digests.join(" "))
}

#[test]
fn every_link_that_was_ever_kept_means_what_it_meant() {
    let mut rows: Vec<Row> = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    assert!(rows.len() >= 120, "{} rows", rows.len());
    if std::env::var_os("MIXTAPE_FREEZE").is_some() {
        for row in rows.iter_mut().filter(|row| row.digest.is_empty()) {
            *row = now(&row.link);
        }
        std::fs::write(FILE, serde_json::to_string_pretty(&rows).unwrap() + "\n").unwrap();
    }
    let changed: Vec<(Row, Row)> =
        rows.into_iter().map(|row| (now(&row.link), row)).filter(|(now, then)| now != then).collect();
    assert!(changed.is_empty(), "left: now, right: what it must be: {changed:#?}");
}

/// The canonical text of a link is canonical: it reads back as itself, and means the same state.
#[test]
fn canonical_links_are_their_own() {
    let rows: Vec<Row> = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    for row in rows {
        let again = now(&row.canonical);
        assert_eq!((&again.canonical, &again.digest), (&row.canonical, &row.digest), "{}", row.link);
    }
}
