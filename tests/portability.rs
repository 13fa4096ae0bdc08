//! The same configuration gives the same bits everywhere: fixed links and the digests of their states, which the
//! tests in Node and in the browser compare with the same file.
//!
//! `MIXTAPE_DIGESTS=1 cargo test --test portability` writes the file anew: links then show other states.

use mixtape::deck::Deck;
use mixtape::tape::Tape;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digests/runs.json");

const LINKS: [&str; 10] = [
    "v=1&d=faithful&m=kmeans&t=9",
    "v=1&d=blobs&d.n=10000&d.c=8&m=kmeans&k=8&start=random&s=3&t=30",
    "v=1&d=iris&m=kmeans&k=3&dist=mahalanobis&t=8",
    "v=1&d=faithful&m=soft&k=3&beta=5&t=21",
    "v=1&d=three&m=gmm&k=3&t=41",
    "v=1&d=penguins&m=gmm&k=3&cov=diagonal&t=20",
    "v=1&d=galaxies&m=gmm&k=4&cov=spherical&start=principal-axis&t=33",
    "v=1&d=stretched&m=gmm&k=3&cov=tied&w=equal&start=partition&t=17",
    "v=1&d=digits&m=bernoulli&k=10&start=farthest&a=0.5&t=15",
    "v=1&d=moons&del=3,7-9&mov=1:gACAAA&add=QABAAMAAwAA&m=gmm&k=4&edit=0.1:0.5,0.5;2.3:1,0&t=11",
];

#[test]
fn fixed_runs_have_fixed_digests() {
    let found: Vec<(String, String)> = LINKS
        .iter()
        .map(|link| {
            let deck = Deck::new(link);
            assert_eq!(deck.notes(), &[] as &[String], "{link}");
            (deck.link(), format!("{:016x}", deck.tape().map_or(0, Tape::digest)))
        })
        .collect();
    let rows: Vec<_> =
        found.iter().map(|(link, digest)| serde_json::json!({ "link": link, "digest": digest })).collect();
    let text = serde_json::to_string_pretty(&rows).unwrap() + "\n";
    if std::env::var_os("MIXTAPE_DIGESTS").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap(), text);
}
