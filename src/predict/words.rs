//! Places, ways and responsibilities as they are written.

use super::Stand;
use crate::overlay::coordinates;
use crate::text::number;
use crate::view::Axes;

/// A place of the model's space as the stage's axes have it, in the data's own units.
pub(super) fn place(stand: &Stand<'_>, x: &[f64]) -> String {
    let Axes::Columns(a, b) = stand.link.view.axes(x.len()) else { return String::new() };
    if x.len() <= 2 {
        return coordinates(stand.data, x);
    }
    let own = stand.data.to_units(x);
    let part = |j: usize| measured(own[j], &stand.data.columns()[j].unit);
    [part(a), part(b)].join(", ")
}

fn measured(x: f64, unit: &str) -> String {
    if unit.is_empty() { number(x, 3) } else { [&number(x, 3), " ", unit].concat() }
}

/// How far `to` is from `from`: "1.2 mm"; where the axes measure different things both, with the words for left,
/// right, down and up: "0.31 min right and 4.10 min up".
pub(super) fn distance(stand: &Stand<'_>, from: &[f64], to: &[f64], words: [&str; 4]) -> String {
    let (along, length) = stand.plane.way(from, to);
    let columns = stand.data.columns();
    match stand.link.view.axes(from.len()) {
        Axes::Columns(a, _) if from.len() == 1 => measured(along[0].abs(), &columns[a].unit),
        Axes::Columns(a, b) if columns[a].unit != columns[b].unit || stand.data.standardised => {
            let part = |axis: usize, column: usize| {
                let word = words[2 * axis + usize::from(along[axis] > 0.0)];
                [&measured(along[axis].abs(), &columns[column].unit), " ", word].concat()
            };
            [part(0, a), " and ".into(), part(1, b)].concat()
        }
        Axes::Columns(a, _) => measured(length, &columns[a].unit),
        Axes::Principal => number(length, 3),
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
