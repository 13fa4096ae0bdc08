//! The shelf: shipped tables that are too large for a page's first load.
//!
//! Natively they are part of the program. In wasm a place of the shelf is empty until [`put`] fills it with the file
//! of that name, `src/data/<name>.bin`, which the page fetches when a [`super::Source`] says that it needs it.

/// The names of the files, and their lengths in bytes.
pub const FILES: [(&str, usize); 3] = [("digits", 16_173), ("austen", 8135), ("wine", 4628)];

/// Where the file `name` stands.
fn place(name: &str) -> Option<usize> {
    FILES.iter().position(|file| file.0 == name)
}

#[cfg(not(target_arch = "wasm32"))]
mod slots {
    const BYTES: [&[u8]; 3] = [include_bytes!("digits.bin"), include_bytes!("austen.bin"), include_bytes!("wine.bin")];

    pub(super) fn get(place: usize) -> Option<&'static [u8]> {
        BYTES.get(place).copied()
    }

    /// Every file is there already.
    pub(super) fn put(_place: usize, _bytes: Vec<u8>) {}
}

#[cfg(target_arch = "wasm32")]
mod slots {
    use std::sync::OnceLock;

    static BYTES: [OnceLock<Vec<u8>>; 3] = [const { OnceLock::new() }; 3];

    pub(super) fn get(place: usize) -> Option<&'static [u8]> {
        BYTES[place].get().map(Vec::as_slice)
    }

    /// The first to come stays.
    pub(super) fn put(place: usize, bytes: Vec<u8>) {
        let _ = BYTES[place].set(bytes);
    }
}

/// The bytes of the file `name`, where they are there.
pub fn get(name: &str) -> Option<&'static [u8]> {
    place(name).and_then(slots::get)
}

/// Puts the file `name` on the shelf, where it stays. Says whether it could be that file: by its name and its length.
pub fn put(name: &str, bytes: Vec<u8>) -> bool {
    let place = place(name).filter(|&place| FILES[place].1 == bytes.len());
    if let Some(place) = place {
        slots::put(place, bytes);
    }
    place.is_some()
}

/// The bytes of the file `name`, for a source that has been asked whether it needs it.
pub(super) fn open(name: &str) -> &'static [u8] {
    let Some(bytes) = get(name) else { unreachable!("a source looks for its file before it opens it") };
    bytes
}
