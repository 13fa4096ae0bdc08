//! What a half-step says of itself: held fixed, optimised, changed, by how much the objective moved.

use mixtape::deck::Deck;
use mixtape::models::{MODELS, ModelRow, Values};

fn walk(link: &str, half_steps: usize) -> Deck {
    let mut deck = Deck::new(link);
    for _ in 0..half_steps {
        deck.step().unwrap();
    }
    deck
}

#[test]
fn every_half_step_says_what_it_did() {
    for (link, half_steps, start, end) in [
        ("", 0, "Start: 2 centres (k-means++).", "No point has been assigned yet."),
        (
            "",
            1,
            "Assignment: with the centres m held fixed, each of the 272 points joins its nearest centre. J is ",
            ".",
        ),
        (
            "",
            2,
            "Refitting: with the assignments r held fixed, each centre goes to the mean of its points; centre ",
            ".",
        ),
        (
            "",
            30,
            "Assignment: with the centres m held fixed, no assignment changed.",
            "Converged, to at least a local minimum.",
        ),
        ("m=soft&beta=4", 2, "Refitting: with r held fixed, ", "."),
        ("m=gmm", 1, "E-step: with π, μ, Σ held fixed, responsibilities become r = p(z | x). log p(D) is ", "."),
        ("d=outliers&m=student", 2, "M-step: with r held fixed, π, μ, Σ are fitted to the points each", "."),
        ("d=counts&m=poisson", 1, "E-step: with π, λ held fixed, responsibilities become r = p(z | x).", "."),
        ("d=austen&m=multinomial&a=0.5", 1, "E-step: with π, μ held fixed, responsibilities become r = p(z | x).", "."),
        ("m=gmm&cov=identity", 2, "M-step: with r held fixed, π, μ are fitted", "."),
    ] {
        let scene = walk(link, half_steps).scene();
        assert!(scene.sentence.starts_with(start) && scene.sentence.ends_with(end), "{link}: {}", scene.sentence);
    }
}

#[test]
fn j_is_said_to_fall_and_the_bound_to_rise() {
    assert!(walk("start=random&s=4&k=3", 4).scene().sentence.contains("J falls by "));
    assert!(walk("m=gmm&k=3", 4).scene().sentence.contains("The bound rises by "));
    assert!(walk("m=gmm&k=3", 5).scene().sentence.contains("The bound, now log p(D) itself, rises by "));
    // The number is named for what it is: log p(D) may be above the bound that a refit has lifted.
    assert_eq!([4, 5].map(|t| walk("m=gmm&k=3", t).scene().objective.name), ["bound", "log p(D)"]);
    assert_eq!([4, 5].map(|t| walk("m=kmeans&k=3", t).scene().objective.name), ["J", "J"]);
}

#[test]
fn a_moved_centre_is_no_refit() {
    for (half_steps, start) in [(0, "Start: 3 centres (placed by hand)."), (2, "By hand: centre 2 moved; J is now ")] {
        let mut deck = walk("k=3", half_steps);
        deck.resize(640.0, 400.0, 1.0);
        deck.drag(1, 100.0, 100.0).unwrap();
        let scene = deck.scene();
        assert!(scene.sentence.starts_with(start), "{}", scene.sentence);
        assert_eq!((scene.held, scene.optimised), ("", ""));
        deck.step().unwrap();
        assert!(deck.scene().sentence.starts_with("Assignment: "));
    }
}

#[test]
fn a_point_taken_apart_has_the_numbers_of_its_responsibilities() {
    let deck = walk("d=three&m=gmm&k=3", 9);
    let point = deck.inspect_point(17).unwrap();
    assert_eq!((point.kind, point.measure, point.rows.len()), ("point", "𝒩(x^{(n)} | μ_k, Σ_k)", 3));
    let total: f64 = point.rows.iter().map(|row| row.r).sum();
    assert!((total - 1.0).abs() < 1e-12);
    assert!(point.rows.iter().all(|row| row.r <= point.rows[point.label].r));
    let centre = walk("", 6).inspect_centre(0).unwrap();
    assert!(centre.sentence.ends_with(" of 272 points."), "{}", centre.sentence);
    assert!(!centre.sentence.contains('.') || centre.sentence.matches('.').count() == 1, "{}", centre.sentence);
    assert_eq!(Deck::new("m=gmm").inspect_centre(0).unwrap().sentence, "No point has been assigned yet.");
}

#[test]
fn a_run_that_converges_claims_no_more_than_is_so() {
    let said = |link: &str| walk(link, 400).scene().sentence;
    // Without ln|Sigma| nothing is minimised; with it something is.
    let stripes = "d=stretched&m=kmeans&k=3&start=forgy&s=1";
    let plain = said(&format!("{stripes}&dist=mahalanobis"));
    assert!(plain.ends_with("Converged; this distance promises no minimum of J."), "{plain}");
    let volume = said(&format!("{stripes}&dist=mahalanobis-det"));
    assert!(volume.ends_with("Converged, to at least a local minimum."), "{volume}");
    // What converges is what never rises: with a prior that is not log p(D).
    let blobs = "d=blobs&d.n=18&m=gmm&k=4";
    let prior = said(&format!("{blobs}&prior=1"));
    assert!(prior.ends_with("Converged: log p(D) + log p(θ) changed by less than the tolerance."), "{prior}");
    // Covariances that are fixed have no prior.
    for link in [format!("{blobs}&prior=1&cov=identity"), blobs.into()] {
        let sentence = said(&link);
        assert!(sentence.ends_with("Converged: log p(D) changed by less than the tolerance."), "{sentence}");
    }
}

#[test]
fn rounding_is_no_move() {
    let scene = walk("d=blobs&m=soft&k=3&start=same", 2).scene();
    assert!(scene.sentence.contains("; no centre moves."), "{}", scene.sentence);
}

#[test]
fn what_is_held_and_what_is_optimised_is_so() {
    for (link, held, exact) in [
        ("m=kmeans", "r", true),
        ("m=kmeans&dist=mahalanobis", "r", false),
        ("m=gmm", "r", true),
        ("m=gmm&by=gradient", "r", false),
        ("m=online", "", false),
    ] {
        let assigned = walk(link, 1).scene();
        assert!(assigned.exact && assigned.optimised == "r", "{link}");
        let refitted = walk(link, 2).scene();
        assert_eq!((refitted.held, refitted.exact), (held, exact), "{link}");
    }
}

#[test]
fn a_point_after_a_refit_says_that_its_numbers_are_those_of_the_assignment() {
    let told = " So it was at the last Assignment; the Refitting came after it.";
    let sentence = |half_steps| walk("", half_steps).inspect_point(7).unwrap().sentence;
    assert_eq!(sentence(2), [sentence(1).as_str(), told].concat());
    assert!(!sentence(3).contains("So it was"), "{}", sentence(3));
    let of_groups = walk("d=iris&k=3", 1).inspect_point(0).unwrap().title;
    assert_eq!(of_groups, "Point 1 (truly setosa)");
}

#[test]
fn a_setting_that_another_model_had_says_nothing_of_this_one() {
    let mut deck = Deck::new("m=gmm&by=gradient");
    assert_eq!(deck.scene().names.refit, "Gradient step");
    deck.set("m", "kmeans").unwrap();
    assert_eq!(deck.scene().names.refit, "Refitting");
    deck.set("m", "gmm").unwrap();
    assert_eq!(deck.scene().names.refit, "Gradient step", "it is kept");
}

#[test]
fn what_the_floor_holds_is_named() {
    let mut deck = Deck::new("d=blobs&d.n=18&m=gmm&k=4");
    let mut said = Vec::new();
    while deck.step().unwrap() {
        said.extend(deck.scene().events);
    }
    assert!(said.contains(&"Held by the variance floor: the covariance of component 3.".to_string()), "{said:?}");
}

/// Data that a model can read, as links say them.
fn readable(model: &ModelRow) -> &'static str {
    match model.values {
        Values::Any | Values::Positive => "d=faithful&z=0",
        Values::Binary | Values::Counts => "d=counts",
    }
}

#[test]
fn every_model_says_what_is_held_and_what_is_fitted() {
    for model in &MODELS {
        let link = format!("{}&m={}&k=3", readable(model), model.choice.key);
        let [assigned, refitted] = [1, 2].map(|t| walk(&link, t).scene());
        assert_eq!([assigned.held, refitted.optimised], [model.symbols; 2], "{link}");
        for (scene, half) in [(assigned, model.halves[0]), (refitted, model.halves[1])] {
            let said = &scene.sentence;
            assert!(said.starts_with(half) && !said.contains(['{', '}']) && said.ends_with('.'), "{link}: {said}");
        }
    }
}

#[test]
fn every_model_says_which_number_it_cannot_read() {
    for model in MODELS.iter().filter(|model| model.values != Values::Any) {
        let deck = Deck::new(&format!("d=iris&z=1&m={}&k=2", model.choice.key));
        assert!(deck.tape().is_none(), "{} read numbers below 0", model.name);
        let said = deck.scene().sentence;
        assert!(said.contains("oordinate 1 of point ") && said.contains("takes "), "{}: {said}", model.name);
    }
}
