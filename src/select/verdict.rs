//! Which K a criterion chooses, and the sentence that says so.

use super::{Row, Verdict};
use crate::text::number;

/// Every criterion that at least two rows have.
pub(super) fn verdicts(rows: &[Row], objective: &str) -> Vec<Verdict> {
    let least = |key: &'static str, title: &str, value: fn(&Row) -> Option<f64>| {
        extreme(
            rows,
            key,
            |row| value(row).map(|v| -v),
            |margin, k, next| format!("{title} is least at K = {k}; K = {next} has {margin} more."),
        )
    };
    let most = |key: &'static str, title: &str, value: fn(&Row) -> Option<f64>| {
        extreme(rows, key, value, |margin, k, next| {
            format!("{title} is largest at K = {k}; K = {next} has {margin} less.")
        })
    };
    let all = [
        least("bic", "BIC", |r| r.bic),
        least("aic", "AIC", |r| r.aic),
        least("icl", "ICL", |r| r.icl),
        elbow(rows, objective),
        most("silhouette", "The mean silhouette", |r| r.silhouette),
        gap(rows),
        most("held-out", "The held-out log-likelihood per point", |r| r.held_out),
    ];
    all.into_iter().flatten().collect()
}

/// The K with the largest value, the smaller K where they tie, and how far the next best is behind.
fn extreme(
    rows: &[Row],
    criterion: &'static str,
    value: impl Fn(&Row) -> Option<f64>,
    say: impl Fn(String, usize, usize) -> String,
) -> Option<Verdict> {
    let known: Vec<(usize, f64)> = rows.iter().filter_map(|row| Some((row.k, value(row)?))).collect();
    let best_of = |but: Option<usize>| {
        let others = known.iter().filter(|(k, _)| Some(*k) != but);
        others.copied().reduce(|a, b| if b.1 > a.1 { b } else { a })
    };
    let (k, best) = best_of(None)?;
    let (next, behind) = best_of(Some(k))?;
    let mut sentence = say(number(best - behind, 3), k, next);
    if k > 1 && rows.last().is_some_and(|row| row.k == k) {
        sentence += " It is the largest K tried: more may be better still.";
    }
    Some(Verdict { criterion, k, sentence })
}

/// The K whose cost lies farthest below the straight line from the first K to the last.
fn elbow(rows: &[Row], objective: &str) -> Option<Verdict> {
    let known: Vec<(f64, f64)> = rows.iter().filter_map(|row| Some((row.k as f64, row.cost?))).collect();
    let (&(k0, c0), &(k1, c1)) = (known.first()?, known.last()?);
    if known.len() < 3 || c1 >= c0 {
        return None;
    }
    let below = |&(k, c): &(f64, f64)| c0 + (c1 - c0) * (k - k0) / (k1 - k0) - c;
    let bend = known.iter().fold(&known[0], |best, row| if below(row) > below(best) { row } else { best });
    let (k, last) = (bend.0 as usize, k1 as usize);
    let verb = if objective.starts_with("log") { "rises" } else { "falls" };
    let sentence = format!(
        "{objective} {verb} fast up to K = {k} and slowly after: there it lies farthest off the line from K = 1 to K = {last}. Look, and judge for yourself."
    );
    (k > 1).then_some(Verdict { criterion: "elbow", k, sentence })
}

/// The smallest K with `Gap(K) >= Gap(K + 1) - s_(K+1)`.
fn gap(rows: &[Row]) -> Option<Verdict> {
    let found = rows.windows(2).find_map(|pair| {
        let (here, next, error) = (pair[0].gap?, pair[1].gap?, pair[1].gap_error?);
        (here >= next - error).then_some((pair[0].k, next - here, error))
    });
    // Rows fill from the first: a gap that is not there yet could still change the choice.
    let known = rows.iter().take_while(|row| row.gap.is_some()).count();
    match found {
        Some((k, more, error)) if k < known => {
            let more = if more <= 0.0 {
                format!("it does not grow from there to K = {}", k + 1)
            } else {
                format!("K = {} adds {}, less than one standard error, {}", k + 1, number(more, 2), number(error, 2))
            };
            let sentence = format!("The gap chooses K = {k}: {more}.");
            Some(Verdict { criterion: "gap", k, sentence })
        }
        _ if known == rows.len() && known > 1 => {
            let sentence = format!("The gap still grows at K = {known}: the rule finds no K up to there.");
            Some(Verdict { criterion: "gap", k: known, sentence })
        }
        _ => None,
    }
}
