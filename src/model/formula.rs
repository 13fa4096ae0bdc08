//! A model in symbols: the equations that the page shows beside a point or a centre.
//!
//! The notation is the course's, written in a small part of TeX: `_` and `^` with one symbol or a `{group}`, and
//! `\frac{a}{b}`. The index of a component is always `_k` or `_{k,..}`, and the number of a point always `^{(n)}`, so
//! that the page can put both in.

/// What one model says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What an assignment measures: `E_k(x)`, or of a mixture `p(x | k)`, by its name.
    pub measure: &'static str,
    /// Of a mixture: `p(x | k)`, written out, one equation a line.
    pub density: &'static str,
    /// The refit, one equation a line.
    pub refit: Vec<&'static str>,
}

impl Formula {
    /// The assignment: the same for all models, but for what it measures.
    pub fn assignment(&self, temperature: f64) -> String {
        let (before, after) = match temperature {
            _ if !self.density.is_empty() => ("π_k ", ""),
            0.0 => return ["k\u{302}^{(n)} = argmin_j ", &other(self.measure)].concat(),
            _ => ("exp(−β", ")"),
        };
        let term = [before, self.measure, after].concat();
        ["r_k^{(n)} = \\frac{", &term, "}{∑_j ", &other(&term), "}"].concat()
    }
}

/// The same of any component j: the only k of a measure is its index.
fn other(text: &str) -> String {
    text.split('k').collect::<Vec<_>>().join("j")
}

/// The refit of a centre.
pub(super) const CENTRE: &str = "m_k = \\frac{∑_n r_k^{(n)} x^{(n)}}{∑_n r_k^{(n)}}";
/// The refit of a mean.
pub(super) const MEAN: &str = "μ_k = \\frac{∑_n r_k^{(n)} x^{(n)}}{∑_n r_k^{(n)}}";
/// What the name `N_k` stands for.
pub(super) const COUNT: &str = "N_k = ∑_n r_k^{(n)}";

/// The refit of a mixture: of its components, and of pi where it is learned.
pub(super) fn mixture(components: &[&'static str], learned: bool) -> Vec<&'static str> {
    let mut refit = components.to_vec();
    if learned {
        refit.push("π_k = \\frac{N_k}{N}");
    }
    refit.push(COUNT);
    refit
}
