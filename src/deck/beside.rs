//! Two decks side by side: the first has the link and says what the second is; the second is an ordinary deck.

use super::Deck;
use crate::link::Link;
use crate::twin::{Comparison, Twin, compare};

impl Link {
    /// Its text where the first side stands at `t` and the second at `beside`. A side without a run stands nowhere.
    fn at(mut self, t: Option<usize>, beside: Option<usize>) -> String {
        self.t = t.unwrap_or(self.t);
        if let Some(twin) = &mut self.twin {
            twin.t = beside.or(twin.t);
            if twin.locked {
                self.t = t.max(beside).unwrap_or(self.t);
            }
        }
        self.encode()
    }
}

impl Deck {
    /// The link of the run beside this one, at half-step `t`; empty when there is none.
    pub fn twin_link(&self, t: usize) -> String {
        let Some(twin) = &self.link.twin else { return String::new() };
        let link = Link { config: twin.of_config(&self.link.config), t, twin: None, ..self.link.clone() };
        link.encode()
    }

    /// Where the opened link has the run beside this one.
    pub fn twin_t(&self) -> usize {
        let apart = self.link.twin.as_ref().filter(|twin| !twin.locked).and_then(|twin| twin.t);
        apart.unwrap_or(self.link.t)
    }

    /// Whether half-steps are of both sides.
    pub fn locked(&self) -> bool {
        self.link.twin.as_ref().is_none_or(|twin| twin.locked)
    }

    /// The canonical link to both. In step, t is that of the side that has come farther.
    pub fn link_beside(&self, other: &Self) -> String {
        self.link.clone().at(self.t(), other.t())
    }

    /// The same with the sides exchanged.
    pub fn link_swapped(&self, other: &Self) -> String {
        let mut link = self.link.clone();
        let Some(twin) = &self.link.twin else { return link.encode() };
        link.config = twin.of_config(&self.link.config);
        link.twin = Some(Twin { locked: twin.locked, ..Twin::between(&link.config, &self.link.config) });
        link.at(other.t(), self.t())
    }

    /// What hands did to `other`, which is the run beside this one, becomes a part of this link.
    pub fn adopt(&mut self, other: &Self) {
        if let Some(twin) = &mut self.link.twin {
            twin.adopt(&self.link.config, &other.link.config);
        }
    }

    /// The two runs compared where they stand.
    pub fn compare(&self, other: &Self) -> Comparison {
        let tapes = [self.tape.as_ref(), other.tape.as_ref()];
        Comparison { locked: self.locked(), ..compare([&self.link.config, &other.link.config], tapes) }
    }

    /// Where this stage has the points that have another label in `other`: x, y of each, while there are few enough
    /// to be marked.
    pub fn disagreeing(&self, other: &Self) -> Vec<f64> {
        const MOST: usize = 2000;
        let (Some(a), Some(b)) = (&self.tape, &other.tape) else { return Vec::new() };
        let which = crate::twin::disagreeing(a.run(), b.run()).unwrap_or_default();
        if which.len() > MOST {
            return Vec::new();
        }
        let (xs, ys) = self.plane.pixels(a.run().points());
        which.into_iter().flat_map(|n| [xs[n], ys[n]]).collect()
    }
}
