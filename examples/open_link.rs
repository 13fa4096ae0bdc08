//! What a link of the page shows, without the page: `cargo run --example open_link -- "d=three&m=gmm&k=3&t=6"`.

use mixtape::error::Error;
use mixtape::link::Link;
use mixtape::narrate;

fn main() -> Result<(), Error> {
    let text = std::env::args().nth(1).unwrap_or_else(|| "d=three&m=gmm&k=3&t=6".into());
    // A text that is no valid link still opens; the notes say what was left out.
    let (link, notes) = Link::decode(text.trim_start_matches('#'));
    for note in notes {
        println!("note: {note}");
    }
    let data = link.config.data()?;
    let mut tape = link.config.tape(&data, link.t)?;
    println!("{}", narrate::words(&link.config, &tape).sentence);

    // A run is a function of its start, so any half-step can be visited in any order.
    for t in [0, 1, 2] {
        tape.seek(t);
        println!("half-step {t}: means {:.3?}", tape.means_at(t));
    }
    println!("the same link, as the page writes it: {}", link.encode());
    Ok(())
}

// Prints:
// M-step: with r held fixed, π, μ, Σ are fitted to the points each component is responsible for; mean 3 moves most, by 0.00995. The bound rises by 1.75 to 599.33.
// half-step 0: means [0.538, 0.403, 0.101, 0.220, 0.791, 0.813]
// half-step 1: means [0.505, 0.453, 0.254, 0.356, 0.576, 0.630]
// half-step 2: means [0.510, 0.458, 0.255, 0.355, 0.588, 0.632]
// the same link, as the page writes it: v=1&d=three&m=gmm&k=3&t=6
