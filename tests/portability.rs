//! The same configuration gives the same bits everywhere: fixed links, the digests of their states and of their
//! pictures, which the tests in Node and in the browser compare with the same file.
//!
//! `MIXTAPE_DIGESTS=1 cargo test --test portability` writes the file anew: links then show other states.

use mixtape::deck::Deck;
use mixtape::tape::Tape;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digests/runs.json");

const LINKS: [&str; 20] = [
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
    "v=1&d=faithful&m=kmedoids&k=3&edit=1.2:3,70&t=6",
    "v=1&d=faithful&m=online&k=3&batch=25&t=30",
    "v=1&d=penguins&m=gmm&k=3&by=gradient&eta=0.1&prior=0.5&t=20",
    "v=1&d=iris&m=gmm&k=3&cov=tied&prior=2&start=truth&t=5",
    "v=1&d=blobs&m=kmeans&k=4&dist=mahalanobis-det&t=12",
    "v=1&d=outliers&m=student&k=3&s=1&nu=2&t=25",
    "v=1&d=counts&m=poisson&k=3&t=21",
    "v=1&d=counts&d.dim=1&m=poisson&k=3&t=21",
    "v=1&d=austen&m=multinomial&k=3&start=forgy&a=0.5&t=15",
    "v=1&d=names&m=bernoulli&k=3&t=15",
];

#[test]
fn fixed_runs_have_fixed_digests() {
    let rows: Vec<serde_json::Value> = LINKS
        .iter()
        .enumerate()
        .map(|(i, link)| {
            let mut deck = Deck::new(link);
            assert_eq!(deck.notes(), &[] as &[String], "{link}");
            let theme = ["light", "dark", "projector"][i % 3];
            deck.set_theme(theme).unwrap();
            deck.resize(320.0, 200.0, 1.0);
            deck.draw();
            let pixels = deck.canvas().pixels();
            let picture = pixels.iter().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
            serde_json::json!({
                "link": deck.link(),
                "digest": format!("{:016x}", deck.tape().map_or(0, Tape::digest)),
                "theme": theme,
                "picture": format!("{picture:08x}"),
            })
        })
        .collect();
    let text = serde_json::to_string_pretty(&rows).unwrap() + "\n";
    if std::env::var_os("MIXTAPE_DIGESTS").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap(), text);
}
