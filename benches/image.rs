//! A photograph of 320 x 214 pixels: K-means on its colours to the end, and superpixels; checked before they are timed.

use divan::{Bencher, black_box};
use mixtape::image::Image;
use mixtape::image::room::Picture;
use mixtape::image::settings::Settings;

fn main() {
    divan::main();
}

fn temple() -> Image {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/images/china_320x214.png");
    let file = std::fs::File::open(path).expect("the picture is there");
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a frame");
    let rgba: Vec<u8> = bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    Image::from_rgba(info.width as usize, info.height as usize, &rgba).expect("a picture")
}

const LINKS: [&str; 6] = [
    "room=picture&k=8",
    "room=picture&k=8&space=oklab",
    "room=picture&k=8&features=place",
    "room=picture&k=16",
    "room=picture&k=64",
    "room=picture&features=superpixels&n=1000",
];

#[divan::bench(args = LINKS, sample_count = 5)]
fn to_the_end(bencher: Bencher, link: &str) {
    let (image, settings) = (temple(), Settings::decode(link).0);
    let run = || {
        let mut picture = Picture::new(image.clone(), settings.clone()).expect("a run");
        while picture.step().expect("no refit fails") {}
        picture
    };
    let end = run();
    assert!(end.over());
    eprintln!("{link}: {} half-steps", end.t());
    bencher.bench_local(|| black_box(run()));
}
