//! Data that is shipped: how a few kilobytes become exactly the numbers of the published tables.
//!
//! A table is kept as whole numbers, column after column: the low bytes of a column, then its high bytes. A value is
//! `whole / scale`; one correctly rounded division of two exact numbers gives the float64 nearest to the decimal,
//! which is the one that reading the decimal text gives. `examples/encode_data.rs` writes these files.

use super::{Column, Dataset, Truth, shelf};
use crate::points::Points;

/// Where the bytes of a table are.
enum File {
    Here(&'static [u8]),
    OnTheShelf(&'static str),
}

/// A table of measurements.
pub(super) struct Table {
    file: File,
    /// Name, unit, and the number of steps per unit.
    columns: &'static [(&'static str, &'static str, f64)],
    /// The groups, as runs: name and length. Empty where no groups are known.
    groups: &'static [(&'static str, usize)],
}

pub(super) const FAITHFUL: Table = Table {
    file: File::Here(include_bytes!("faithful.bin")),
    columns: &[("Eruption length", "min", 1000.0), ("Waiting time", "min", 1.0)],
    groups: &[],
};

pub(super) const IRIS: Table = Table {
    file: File::Here(include_bytes!("iris.bin")),
    columns: &[
        ("Sepal length", "cm", 10.0),
        ("Sepal width", "cm", 10.0),
        ("Petal length", "cm", 10.0),
        ("Petal width", "cm", 10.0),
    ],
    groups: &[("setosa", 50), ("versicolor", 50), ("virginica", 50)],
};

pub(super) const PENGUINS: Table = Table {
    file: File::Here(include_bytes!("penguins.bin")),
    columns: &[
        ("Bill length", "mm", 10.0),
        ("Bill depth", "mm", 10.0),
        ("Flipper length", "mm", 1.0),
        ("Body mass", "g", 1.0),
    ],
    groups: &[("Adelie", 151), ("Gentoo", 123), ("Chinstrap", 68)],
};

pub(super) const GALAXIES: Table = Table {
    file: File::Here(include_bytes!("galaxies.bin")),
    columns: &[("Velocity", "1000 km/s", 1000.0)],
    groups: &[],
};

/// 13 measurements of 178 wines.
pub(super) const WINE: Table = Table {
    file: File::OnTheShelf("wine"),
    columns: &[
        ("Alcohol", "% vol", 100.0),
        ("Malic acid", "g/l", 100.0),
        ("Ash", "g/l", 100.0),
        ("Alkalinity of ash", "", 10.0),
        ("Magnesium", "mg/l", 1.0),
        ("Total phenols", "", 100.0),
        ("Flavanoids", "", 100.0),
        ("Nonflavanoid phenols", "", 100.0),
        ("Proanthocyanins", "", 100.0),
        ("Colour intensity", "", 100.0),
        ("Hue", "", 1000.0),
        ("OD280/OD315", "", 100.0),
        ("Proline", "mg/l", 1.0),
    ],
    groups: &[("Cultivar 1", 59), ("Cultivar 2", 71), ("Cultivar 3", 48)],
};

impl Table {
    pub(super) fn load(&self) -> Dataset {
        let d = self.columns.len();
        let bytes = match self.file {
            File::Here(bytes) => bytes,
            File::OnTheShelf(name) => shelf::open(name),
        };
        let n = bytes.len() / (2 * d);
        let mut rows = vec![0.0; n * d];
        for (j, (&(_, _, scale), bytes)) in self.columns.iter().zip(bytes.chunks_exact(2 * n)).enumerate() {
            let (low, high) = bytes.split_at(n);
            for i in 0..n {
                rows[i * d + j] = f64::from(u16::from_le_bytes([low[i], high[i]])) / scale;
            }
        }
        let column = |&(name, unit, _): &(&str, &str, f64)| Column { name: name.into(), unit: unit.into() };
        let truth = (!self.groups.is_empty()).then(|| Truth {
            labels: (0..).zip(self.groups).flat_map(|(label, &(_, count))| vec![label; count]).collect(),
            names: self.groups.iter().map(|&(name, _)| name.into()).collect(),
        });
        Dataset {
            points: Points::known(&rows, d),
            columns: self.columns.iter().map(column).collect(),
            truth,
            binary: None,
            counts: None,
        }
    }
}

/// 1797 pictures of 8 x 8 bits, a byte per row with the leftmost pixel highest; then a byte per picture, its digit.
pub(super) fn digits() -> Dataset {
    const SIDE: usize = 8;
    let bytes = shelf::open("digits");
    let (pictures, labels) = bytes.split_at(bytes.len() / (SIDE + 1) * SIDE);
    let bits = |&row: &u8| (0..SIDE).map(move |i| f64::from(row >> (SIDE - 1 - i) & 1));
    let rows: Vec<f64> = pictures.iter().flat_map(bits).collect();
    let pixel = |j| Column { name: format!("Row {}, column {}", j / SIDE + 1, j % SIDE + 1), unit: String::new() };
    Dataset {
        points: Points::known(&rows, SIDE * SIDE),
        columns: (0..SIDE * SIDE).map(pixel).collect(),
        truth: Some(Truth { labels: labels.to_vec(), names: (0..10).map(|digit| digit.to_string()).collect() }),
        binary: Some((SIDE, SIDE)),
        counts: None,
    }
}
