//! Places, ways and responsibilities as they are written.

use super::Stand;
use crate::text::number;
use crate::view::Axes;

/// A place of the model's space as the stage's axes have it, in the data's own units; empty for principal components.
pub(super) fn place(stand: &Stand<'_>, x: &[f64]) -> String {
    let Axes::Columns(a, b) = stand.link.view.axes(x.len()) else { return String::new() };
    let own = stand.data.to_units(x);
    let part = |j: usize| measured(own[j], &stand.data.columns()[j].unit);
    if own.len() == 1 { part(a) } else { [part(a), part(b)].join(", ") }
}

/// "19.5 min"; "19.5 \u{d7} 1000 km/s".
fn measured(x: f64, unit: &str) -> String {
    let times = if unit.starts_with(|c: char| c.is_ascii_digit()) { " \u{d7} " } else { " " };
    if unit.is_empty() { number(x, 3) } else { [&number(x, 3), times, unit].concat() }
}

/// How far `to` is from `from`, and whether that says the direction: "1.2 mm"; where there is one axis, or where the
/// two measure different things, with the words for left, right, down and up: "0.31 min right and 4.10 min up".
pub(super) fn distance(stand: &Stand<'_>, from: &[f64], to: &[f64], words: [&str; 4]) -> (String, bool) {
    let (along, length) = stand.plane.way(from, to);
    let columns = stand.data.columns();
    let part = |axis: usize, column: usize| {
        let word = words[2 * axis + usize::from(along[axis] > 0.0)];
        [&measured(along[axis].abs(), &columns[column].unit), " ", word].concat()
    };
    match stand.link.view.axes(from.len()) {
        Axes::Columns(a, _) if from.len() == 1 => (part(0, a), true),
        Axes::Columns(a, b) if columns[a].unit != columns[b].unit || stand.data.standardised => {
            ([part(0, a), " and ".into(), part(1, b)].concat(), true)
        }
        Axes::Columns(a, _) => (measured(length, &columns[a].unit), false),
        Axes::Principal => (number(length, 3), false),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

/// "r₂".
pub(super) fn symbol(k: usize) -> String {
    let low = |c: char| char::from_u32(0x2080 + c.to_digit(10).unwrap_or(0)).unwrap_or(c);
    std::iter::once('r').chain((k + 1).to_string().chars().map(low)).collect()
}
