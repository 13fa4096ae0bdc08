//! Two pictures of the same data laid out alike: a stage keeps its extent while points come and go, which a deck
//! made of its link cannot know.

use super::Deck;

impl Deck {
    /// Moves and stretches the plane along `axis` (0 or 1) so that its ticks come to lie where another stage has those
    /// of the same text. Nothing happens where fewer than two have the same. To be called after [`Deck::resize`].
    pub fn align(&mut self, axis: usize, texts: &[String], at: &[f64]) {
        let (x, y) = self.plane.axes();
        let Some(own) = (if axis == 0 { Some(x) } else { y }) else { return };
        let pairs: Vec<(f64, f64)> = own
            .ticks
            .iter()
            .filter_map(|tick| texts.iter().zip(at).find(|(text, _)| **text == tick.text).map(|(_, at)| (tick.at, *at)))
            .collect();
        let (Some(&(a, b)), Some(&(c, d))) = (pairs.first(), pairs.last()) else { return };
        if (a, c) == (b, d) || a == c || !(b.is_finite() && d.is_finite()) {
            return;
        }
        let stretch = (d - b) / (c - a);
        self.plane.remap(axis, stretch, b - stretch * a);
    }

    /// Where a place of this stage comes to lie on one of `width` x `height` CSS pixels.
    pub fn carried(&self, x: f64, y: f64, width: f64, height: f64) -> (f64, f64) {
        let mut other = self.plane.clone();
        other.fit(width, height);
        other.project(&self.plane.lift(x, y))
    }
}
