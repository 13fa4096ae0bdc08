//! What does a component look like? Its picture is its mean, its words are those that tell it from the others.

use mixtape::faces::{Face, faces, has_faces};
use mixtape::link::Link;

fn of(link: &str) -> (Vec<Face>, Vec<f64>, Vec<String>) {
    let config = Link::decode(link).0.config;
    let data = config.data().unwrap();
    let tape = config.tape(&data, 400).unwrap();
    let model = tape.run().model();
    let columns = data.columns().iter().map(|column| column.name.clone()).collect();
    (faces(&data, model), model.means().to_vec(), columns)
}

#[test]
fn a_digit_is_its_probabilities() {
    let (faces, means, _) = of("d=digits&m=bernoulli&k=10&a=0.5");
    assert_eq!(faces.len(), 10);
    for (face, mean) in faces.iter().zip(means.chunks_exact(64)) {
        assert_eq!(*face, Face::Image { width: 8, height: 8, values: mean.to_vec() });
    }
    // Standardised means come back to black and white.
    let (faces, ..) = of("d=digits&m=kmeans&k=5&z=1");
    for face in faces {
        let Face::Image { values, .. } = face else { panic!("{face:?}") };
        assert!(values.iter().all(|x| (0.0..=1.0).contains(x)) && values.iter().any(|x| *x > 0.8));
    }
}

#[test]
fn words_are_ranked_by_their_part_of_the_divergence() {
    for link in ["d=names&m=multinomial&k=3&a=0.5&s=2", "d=austen&m=multinomial&k=2&a=0.5", "d=austen&m=bernoulli&k=3"]
    {
        let (faces, means, columns) = of(link);
        let data = Link::decode(link).0.config.data().unwrap();
        let points = data.points.unwrap();
        let (n, d) = (points.n(), points.d());
        let presence = link.contains("bernoulli");
        // The plain sums: shares of all words, or of all texts.
        let seen: Vec<f64> = (0..d).map(|j| points.column(j).iter().sum::<f64>()).collect();
        let whole: f64 = if presence { n as f64 } else { seen.iter().sum() };
        for (face, mean) in faces.iter().zip(means.chunks_exact(d)) {
            let Face::Words { top } = face else { panic!("{link}: {face:?}") };
            let length: f64 = if presence { 1.0 } else { mean.iter().sum() };
            let mut all: Vec<(f64, usize)> = (0..d)
                .map(|j| {
                    let p = mean[j] / length;
                    (if p > 0.0 { p * libm::log(p / (seen[j] / whole)) } else { 0.0 }, j)
                })
                .collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0));
            let expected: Vec<&str> =
                all.iter().filter(|(s, _)| *s > 0.0).take(10).map(|(_, j)| columns[*j].as_str()).collect();
            assert_eq!(top.iter().map(|w| w.word.as_str()).collect::<Vec<_>>(), expected, "{link}");
            for word in top {
                let j = columns.iter().position(|c| *c == word.word).unwrap();
                assert!((word.probability - mean[j] / length).abs() < 1e-12);
                assert!((word.lift * seen[j] / whole - word.probability).abs() < 1e-12 && word.lift > 1.0);
            }
        }
    }
}

#[test]
fn names_tell_the_novels_apart() {
    for model in ["multinomial", "bernoulli"] {
        let (faces, ..) = of(&format!("d=names&m={model}&k=3&a=0.5&s=2"));
        let firsts: Vec<Vec<String>> = faces
            .iter()
            .map(|face| match face {
                Face::Words { top } => top.iter().take(4).map(|w| w.word.clone()).collect(),
                Face::Image { .. } => panic!("words have no picture"),
            })
            .collect();
        for name in ["darcy", "knightley", "tilney"] {
            assert_eq!(firsts.iter().filter(|words| words.iter().any(|w| w == name)).count(), 1, "{model}: {firsts:?}");
        }
    }
}

#[test]
fn mere_numbers_have_no_face() {
    for link in ["d=faithful&m=gmm", "d=counts&m=poisson", "d=wine&m=kmeans"] {
        assert_eq!(of(link).0, [], "{link}");
        assert!(!has_faces(&Link::decode(link).0.config.data().unwrap()));
    }
    assert!(has_faces(&Link::decode("d=austen").0.config.data().unwrap()));
}
