//! Text to (configuration, t, view) and back: `v=1&d=faithful&m=gmm&k=3&t=12`.
//!
//! Keys are readable and stable, defaults are left out, and any text at all decodes: what cannot be understood
//! is said in words beside a working default.

use crate::WHOLE;
use crate::catalog::{Choice, find};
use crate::config::{Configuration, DEFAULT_K};
use crate::data::source;
use crate::error::{Error, Result};
use crate::hand::{pack, unpack};
use crate::models::{MODELS, option};
use crate::options::MAX_SEED;
use crate::order::ascending;
use crate::start::STARTS;
use crate::tape::Edit;
use crate::text::{plain, read};
use crate::twin::Twin;
use crate::view::{Axes, DOCKS, LAYERS, MAX_SCENE, View};
use std::fmt::Write;

/// The version of the format. Old ones stay readable for ever.
pub const VERSION: &str = "1";

/// The most half-steps a link may ask for.
pub const MAX_T: usize = 4000;

/// The longest text that is read at all.
const MAX_TEXT: usize = 64 * 1024;

/// More keys than any link has.
const MAX_KEYS: usize = 100;

/// Keys that others depend on: the data decide what their knobs are.
const FIRST: [&str; 4] = ["v", "d", "m", "vs.m"];

/// What a link carries.
#[derive(Clone, Default)]
pub struct Link {
    /// What determines the run.
    pub config: Configuration,
    /// How many half-steps of it are done.
    pub t: usize,
    /// How it is looked at.
    pub view: View,
    /// The run beside it, when there is one.
    pub twin: Option<Twin>,
}

impl Link {
    /// The link that `text` (a URL's fragment without `#`) means, and sentences about what was not understood.
    pub fn decode(text: &str) -> (Self, Vec<String>) {
        let mut link = Self::default();
        let mut notes = Vec::new();
        let pairs = match pairs(text) {
            Ok(pairs) => pairs,
            Err(note) => return (link, vec![note]),
        };
        // The data decide what their knobs are, and the model what its layers are.
        for turn in 0..=FIRST.len() {
            for (key, value) in &pairs {
                let its_turn = FIRST.iter().position(|first| first == key).unwrap_or(FIRST.len());
                if turn == its_turn
                    && let Err(error) = link.apply(key, value)
                {
                    notes.push(format!("A part of the link was not understood: {}.", error.message));
                }
            }
        }
        (link, notes)
    }

    /// Read one key.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and what is allowed; the link is then as it was.
    pub fn apply(&mut self, key: &str, text: &str) -> Result<()> {
        let config = &mut self.config;
        match key {
            "v" if text == VERSION => {}
            "v" => {
                return Err(Error::option(format!(
                    "it was made by version \"{}\" of the format, and this page reads version {VERSION}: what it can read is shown",
                    shorten(text)
                )));
            }
            "d" => {
                config.source = source(&shorten(text))?;
                config.knobs = config.source.defaults();
            }
            "d.seed" => config.data_seed = read_seed(key, text)?,
            "z" => config.standardise = Some(read_switch(key, text)?).filter(|z| *z != config.source.standardise),
            "m" => config.model = find(&MODELS, |m| m.choice, "model", &shorten(text))?,
            "k" => config.k = Configuration::read_k(&shorten(text))?,
            "start" => config.way = find(&STARTS, |w| w.choice, "start", &shorten(text))?,
            "s" => config.seed = read_seed(key, text)?,
            "edit" => config.edits = read_edits(text)?,
            "add" => config.hand.added = read_places(key, text)?,
            "del" => read_removed(text, config)?,
            "mov" => config.hand.moved = read_moved(text)?,
            "t" => self.t = read_t(text)?,
            "vs" if WHOLE => {
                let on = read_switch(key, text)?;
                self.twin = self.twin.take().or_else(|| Some(Twin::of(&self.config))).filter(|_| on);
            }
            "lock" if WHOLE => {
                let locked = read_switch(key, text)?;
                self.beside().locked = locked;
            }
            "layers" => self.view.layers = read_layers(text)?,
            "axes" => self.view.axes = Some(read_axes(text)?),
            "dock" => {
                let key = find(&DOCKS, |c: &Choice| *c, "dock", &shorten(text))?.key;
                self.view.dock = if key == DOCKS[0].key { "" } else { key };
            }
            "scene" => self.view.scene = read_scene(text)?,
            // The page goes to the rooms that there are, and asks the crate only of others.
            "room" => {
                return Err(Error::option(format!("there is no room \"{}\": the playground is shown", shorten(text))));
            }
            _ => {
                if WHOLE && let Some(name) = key.strip_prefix("vs.") {
                    return self.apply_beside(name, text);
                }
                if let Some(name) = key.strip_prefix("d.")
                    && let Some(i) = config.source.knobs.iter().position(|knob| knob.key == name)
                {
                    config.knobs[i] = config.source.knobs[i].parse(&shorten(text))?;
                } else if option(key).is_some() {
                    config.set_setting(key, &shorten(text))?;
                } else {
                    return Err(Error::option(format!("\"{}\" is not a key of this page", shorten(key))));
                }
            }
        }
        Ok(())
    }

    /// The twin, which from now on there is.
    fn beside(&mut self) -> &mut Twin {
        let config = &self.config;
        self.twin.get_or_insert_with(|| Twin::of(config))
    }

    /// Read one key of the run beside, `vs.` left out.
    fn apply_beside(&mut self, key: &str, text: &str) -> Result<()> {
        let config = &self.config;
        let fresh = self.twin.is_none();
        let twin = self.twin.get_or_insert_with(|| Twin::of(config));
        let read = match key {
            "s" => read_seed("vs.s", text).map(|seed| twin.seed = Some(seed)),
            "edit" => read_edits(text).map(|edits| twin.edits = edits),
            "t" => read_t(text).map(|t| twin.t = Some(t)),
            "rung" => twin.climb(config, &shorten(text)),
            _ => twin.set(key, &shorten(text)),
        };
        if fresh && read.is_err() {
            // What is not understood makes no twin.
            self.twin = None;
        }
        read
    }

    /// Whether showing it takes more than what the page loads first.
    pub fn is_rare(&self) -> bool {
        let contours = self.view.shows("contours", self.config.model.layers);
        self.config.is_rare() || contours || matches!(self.view.dock, "bound" | "components")
    }

    /// The canonical text.
    pub fn encode(&self) -> String {
        let mut out = format!("v={VERSION}");
        let mut put = |key: &str, value: &str| {
            let _ = write!(out, "&{key}={value}");
        };
        let config = &self.config;
        put("d", config.source.choice.key);
        for (knob, value) in config.source.knobs.iter().zip(&config.knobs) {
            if *value != knob.default {
                put(&format!("d.{}", knob.key), &plain(*value));
            }
        }
        if config.data_seed != 0 {
            put("d.seed", &config.data_seed.to_string());
        }
        if let Some(z) = config.standardise {
            put("z", if z { "1" } else { "0" });
        }
        let hand = &config.hand;
        if hand.cleared {
            put("del", "all");
        } else if !hand.removed.is_empty() {
            put("del", &write_ranges(&hand.removed));
        }
        if !hand.moved.is_empty() {
            let moved: Vec<String> =
                hand.moved.iter().map(|(n, place)| format!("{}:{}", n + 1, pack(place.iter().copied()))).collect();
            put("mov", &moved.join(","));
        }
        if !hand.added.is_empty() {
            put("add", &pack(hand.added.iter().copied()));
        }
        put("m", config.model.choice.key);
        if config.k != DEFAULT_K {
            put("k", &config.k.to_string());
        }
        for option in config.model.options {
            if let Some((key, text)) = config.settings.iter().find(|(key, _)| *key == option.key) {
                put(key, text);
            }
        }
        if config.way.choice.key != STARTS[0].choice.key {
            put("start", config.way.choice.key);
        }
        if config.seed != 0 {
            put("s", &config.seed.to_string());
        }
        if !config.edits.is_empty() {
            put("edit", &write_edits(&config.edits));
        }
        if self.t != 0 {
            put("t", &self.t.to_string());
        }
        if WHOLE && let Some(twin) = &self.twin {
            put("vs.m", twin.model.choice.key);
            for option in twin.model.options {
                if let Some((key, text)) = twin.settings.iter().find(|(key, _)| *key == option.key) {
                    put(&format!("vs.{key}"), text);
                }
            }
            if let Some(way) = twin.way {
                put("vs.start", way.choice.key);
            }
            if let Some(seed) = twin.seed {
                put("vs.s", &seed.to_string());
            }
            if !twin.edits.is_empty() {
                put("vs.edit", &write_edits(&twin.edits));
            }
            if !twin.locked {
                put("lock", "0");
            }
            if let Some(t) = twin.t.filter(|t| !twin.locked && *t != self.t) {
                put("vs.t", &t.to_string());
            }
        }
        let written = |(key, on): (&str, bool)| format!("{}{key}", if on { "" } else { "-" });
        let switched: Vec<String> = self.view.switched(config.model.layers).map(written).collect();
        if !switched.is_empty() {
            put("layers", &switched.join(","));
        }
        match self.view.axes {
            None => {}
            Some(Axes::Principal) => put("axes", "pc"),
            Some(Axes::Columns(x, y)) => put("axes", &format!("{},{}", x + 1, y + 1)),
        }
        if !self.view.dock.is_empty() {
            put("dock", self.view.dock);
        }
        if !self.view.scene.is_empty() {
            put("scene", &self.view.scene);
        }
        out
    }
}

/// The keys and values of a link, decoded, and of a key that is said twice the last value, so that reading takes no
/// longer than the text is; or a sentence, where it is too long to be read at all.
pub(crate) fn pairs(text: &str) -> std::result::Result<Vec<(String, String)>, String> {
    let too_long = || Err("The link is too long to be one of Mixtape's: it was not read.".into());
    if text.len() > MAX_TEXT {
        return too_long();
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in text.split('&').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let key = percent_decode(key);
        pairs.retain(|(known, _)| *known != key);
        if pairs.len() == MAX_KEYS {
            return too_long();
        }
        pairs.push((key, percent_decode(value)));
    }
    Ok(pairs)
}

/// Enough of a text to recognise it by in a message, and more than any key or number needs.
pub(crate) fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

/// `%2C` to `,`; anything that is not such a code stays as it is.
fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let code = (bytes[i] == b'%')
            .then(|| text.get(i + 1..i + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        out.push(code.unwrap_or(bytes[i]));
        i += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

pub(crate) fn read_seed(key: &str, text: &str) -> Result<u64> {
    text.parse().ok().filter(|s| *s <= MAX_SEED).ok_or_else(|| {
        Error::option(format!("{key} is \"{}\": it must be a whole number from 0 to 2^53", shorten(text)))
    })
}

fn read_t(text: &str) -> Result<usize> {
    text.parse().ok().filter(|t| *t <= MAX_T).ok_or_else(|| {
        Error::option(format!("t is \"{}\": it must be a whole number from 0 to {MAX_T}", shorten(text)))
    })
}

fn read_switch(key: &str, text: &str) -> Result<bool> {
    match text {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Error::option(format!("{key} is \"{}\": it must be 0 or 1", shorten(text)))),
    }
}

/// `spokes,-trails`: what is on and what is off beyond the model's habits.
fn read_layers(text: &str) -> Result<Vec<(&'static str, bool)>> {
    let mut view = View::default();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (key, on) = part.strip_prefix('-').map_or((part, true), |key| (key, false));
        view.switch(find(&LAYERS, |c: &Choice| *c, "layer", &shorten(key))?.key, on);
    }
    Ok(view.layers)
}

pub(crate) fn read_scene(text: &str) -> Result<String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.len() <= MAX_SCENE && text.chars().all(fits) {
        return Ok(text.into());
    }
    Err(Error::option(format!("scene is \"{}\": it must be the name of a scene", shorten(text))))
}

fn read_axes(text: &str) -> Result<Axes> {
    if text == "pc" {
        return Ok(Axes::Principal);
    }
    let column = |t: &str| t.parse::<usize>().ok().and_then(|c| c.checked_sub(1));
    text.split_once(',').and_then(|(x, y)| Some(Axes::Columns(column(x)?, column(y)?))).ok_or_else(|| {
        Error::option(format!("axes is \"{}\": it must be two columns such as 1,2, or pc", shorten(text)))
    })
}

/// `iteration.cluster:x,y;...`, clusters counted from 1.
fn read_edits(text: &str) -> Result<Vec<Edit>> {
    let edit = |part: &str| {
        let (place, mean) = part.split_once(':')?;
        let (iteration, k) = place.split_once('.')?;
        let mean: Option<Vec<f64>> = mean.split(',').map(|x| read(x).filter(|x| x.abs() < 1e15)).collect();
        Some(Edit {
            iteration: iteration.parse().ok().filter(|i| *i <= MAX_T / 2)?,
            k: k.parse::<usize>().ok()?.checked_sub(1)?,
            mean: mean?,
        })
    };
    let edits: Option<Vec<Edit>> = text.split(';').filter(|p| !p.is_empty()).map(edit).collect();
    let edits = edits.ok_or_else(|| {
        Error::option(format!(
            "edit is \"{}\": it must be iteration.cluster:x,y and so on, separated by semicolons",
            shorten(text)
        ))
    })?;
    let order = ascending(&edits.iter().map(|e| e.iteration as f64).collect::<Vec<_>>());
    Ok(order.into_iter().map(|i| edits[i].clone()).collect())
}

fn write_edits(edits: &[Edit]) -> String {
    let texts: Vec<String> = edits
        .iter()
        .map(|e| {
            let mean: Vec<String> = e.mean.iter().map(|x| plain(*x)).collect();
            format!("{}.{}:{}", e.iteration, e.k + 1, mean.join(","))
        })
        .collect();
    texts.join(";")
}

fn read_places(key: &str, text: &str) -> Result<Vec<u16>> {
    unpack(text).ok_or_else(|| Error::option(format!("{key} is not a list of points that this page has written")))
}

fn read_moved(text: &str) -> Result<Vec<(usize, Vec<u16>)>> {
    let wrong = || Error::option("mov is not a list of moved points that this page has written");
    let mut moved = Vec::new();
    for part in text.split(',').filter(|p| !p.is_empty()) {
        let (n, place) = part.split_once(':').ok_or_else(wrong)?;
        let n = n.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or_else(wrong)?;
        moved.push((n, read_places("mov", place)?));
    }
    let order = ascending(&moved.iter().map(|m| m.0 as f64).collect::<Vec<_>>());
    let mut sorted: Vec<(usize, Vec<u16>)> = Vec::new();
    for i in order {
        if sorted.last().is_none_or(|last| last.0 != moved[i].0) {
            sorted.push(moved[i].clone());
        }
    }
    Ok(sorted)
}

/// No generator makes more points.
const MOST: usize = 1 << 20;

fn read_removed(text: &str, config: &mut Configuration) -> Result<()> {
    if text == "all" {
        config.hand.cleared = true;
        return Ok(());
    }
    let number = |t: &str| t.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < MOST);
    let range = |part: &str| match part.split_once('-') {
        None => number(part).map(|n| (n, n)),
        Some((a, b)) => number(a).zip(number(b)),
    };
    let ranges: Option<Vec<(usize, usize)>> = text.split(',').filter(|p| !p.is_empty()).map(range).collect();
    let ranges = ranges.ok_or_else(|| Error::option("del must be \"all\" or numbers of points, such as 3,7-9"))?;
    // Ranges may overlap as they like: what is removed is where more have begun than ended.
    let mut change = vec![0_i32; MOST + 1];
    for (a, b) in ranges.into_iter().filter(|(a, b)| a <= b) {
        change[a] += 1;
        change[b + 1] -= 1;
    }
    let mut open = 0;
    config.hand.removed.clear();
    for (n, change) in change.into_iter().enumerate() {
        open += change;
        if open > 0 {
            config.hand.removed.push(n);
        }
    }
    Ok(())
}

fn write_ranges(sorted: &[usize]) -> String {
    let mut texts = Vec::new();
    for run in sorted.chunk_by(|a, b| a + 1 == *b) {
        let (first, last) = (run[0] + 1, run[run.len() - 1] + 1);
        texts.push(if first == last { first.to_string() } else { format!("{first}-{last}") });
    }
    texts.join(",")
}
