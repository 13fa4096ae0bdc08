//! Data too large to come along with everything: files that the page fetches when a data set needs them.
//!
//! Natively they are a part of the crate. In WebAssembly whoever loads the module puts them here, once.

#[cfg(not(target_arch = "wasm32"))]
static FILES: [(&str, &[u8]); 2] = [("austen", include_bytes!("austen.bin")), ("digits", include_bytes!("digits.bin"))];

#[cfg(target_arch = "wasm32")]
static FILES: [(&str, std::sync::OnceLock<Vec<u8>>); 2] =
    [("austen", std::sync::OnceLock::new()), ("digits", std::sync::OnceLock::new())];

/// The bytes of a file; none when it has not been put here yet, or there is no such file.
pub fn get(name: &str) -> Option<&'static [u8]> {
    let (_, bytes) = FILES.iter().find(|file| file.0 == name)?;
    #[cfg(target_arch = "wasm32")]
    return bytes.get().map(Vec::as_slice);
    #[cfg(not(target_arch = "wasm32"))]
    Some(bytes)
}

/// Puts a file on the shelf; what is there already stays.
#[cfg(target_arch = "wasm32")]
pub fn put(name: &str, bytes: Vec<u8>) {
    if let Some((_, file)) = FILES.iter().find(|file| file.0 == name) {
        file.get_or_init(|| bytes);
    }
}
