use super::SceneRow;
pub(super) static SCENES: &[SceneRow] = &[];
